import {
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

/** W3C trace context, as it travels in HTTP headers and message headers. */
export interface Carrier {
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
}

/** A piece of work that is being timed, or the caller's own context where nobody wants to know. */
export interface Span {
  /** What is sent along, so that others' spans are children of this one. */
  readonly carrier: Carrier;
  readonly set: (name: string, value: string | number) => void;
  /** Ends it; a reason makes it a failed one. */
  readonly end: (failedBecause?: string) => void;
}

export type Kind = "server" | "client" | "producer" | "consumer" | "internal";

/** Begins spans, and sends them away when they have ended. */
export interface Tracer {
  readonly begin: (name: string, kind: Kind, parent: Carrier) => Span;
  /** Sends what is left, within a second or not at all. */
  readonly close: () => Promise<void>;
}

/** Records nothing and passes the caller's context on, as W3C asks of whoever takes no part. */
export const passingTracer: Tracer = {
  begin: (_name, _kind, carrier) => ({ carrier, set: () => {}, end: () => {} }),
  close: async () => {},
};

const kinds: Readonly<Record<Kind, SpanKind>> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
};

/** version-traceid-parentid-flags: https://www.w3.org/TR/trace-context/#traceparent-header */
const traceparentShape =
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})/;

/** What a carrier says, or undefined where it says nothing that can be read. */
function parentOf({ traceparent = "" }: Carrier): SpanContext | undefined {
  const [, traceId, spanId, flags] = traceparentShape.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags ?? "0", 16) & 1, isRemote: true };
}

/** Whether the caller has a trace that is recorded; undefined where they have none. */
export const isSampled = (carrier: Carrier): boolean | undefined => {
  const flags = parentOf(carrier)?.traceFlags;
  return flags === undefined ? undefined : (flags & 1) === 1;
};

/**
 * Sends spans by OTLP over HTTP to a collector's address. The SDK is loaded only here: a program that
 * nobody traces starts without it.
 * @param endpoint as OTEL_EXPORTER_OTLP_ENDPOINT: an address without the path of the signal.
 */
export async function otlpTracer(service: string, endpoint: string): Promise<Tracer> {
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: 5000 });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ "service.name": service }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: 1000 })],
  });
  const tracer = provider.getTracer(service);
  return {
    begin: (name, kind, parent) => {
      const from = parentOf(parent);
      const context = from === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, from);
      const span = tracer.startSpan(name, { kind: kinds[kind] }, context);
      const { traceId, spanId, traceFlags } = span.spanContext();
      const traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
      return {
        carrier: { traceparent, tracestate: from === undefined ? undefined : parent.tracestate },
        set: (key, value) => void span.setAttribute(key, value),
        end: (message) => {
          if (message !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message });
          span.end();
        },
      };
    },
    close: async () => {
      await Promise.race([provider.shutdown(), Bun.sleep(1000)]).catch(() => {});
    },
  };
}
