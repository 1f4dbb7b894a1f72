import type { Breaker } from "./breaker.ts";
import { reasonOf } from "./env.ts";
import type { Metrics } from "./metrics.ts";
import { Problem, unavailable } from "./problem.ts";
import type { Carrier, Tracer } from "./tracing.ts";

/** A call to another service. */
export interface Call {
  readonly method: string;
  /** From the first slash on, with its query. */
  readonly path: string;
  /** The route that the path is one of, for metrics and traces. */
  readonly route: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether doing it twice is the same as doing it once. */
  readonly isIdempotent: boolean;
  readonly requestId: string;
  readonly carrier: Carrier;
}

/** What came back, read whole. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface ClientRules {
  /** One try is given up after this. */
  readonly tryMs: number;
  /** All tries together are given up after this. */
  readonly budgetMs: number;
  readonly triesMax: number;
}

interface Ports {
  readonly breaker: Breaker;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly clockMs: () => number;
  readonly wait: (delayMs: number) => Promise<unknown>;
  readonly chance: () => number;
}

/** Statuses by which whoever answers says that another try may go better. */
const passing = new Set([502, 503, 504]);

/** It was refused before anything was sent: whatever it was, nothing of it was done. */
const wasNeverSent = (error: unknown) =>
  (error as { readonly code?: unknown } | null)?.code === "ECONNREFUSED";

/**
 * Calls one other service: with an end to every wait, tries again only where that does no harm, and not
 * at all while the breaker is open.
 */
export function createClient(name: string, baseUrl: string, rules: ClientRules, ports: Ports) {
  const { breaker, metrics, tracer, clockMs, wait, chance } = ports;
  const calls = metrics.counter(
    "client_requests_total",
    "Tries of calls to other services; status 0 is no answer.",
    ...["service", "method", "route", "status"],
  );
  metrics.gauge(`client_${name}_breaker_open`, `1 while calls to ${name} fail at once.`, () =>
    breaker.state() === "closed" ? 0 : 1,
  );

  const attempt = async (call: Call, timeoutMs: number): Promise<Reply> => {
    const span = tracer.begin(`${call.method} ${call.route}`, "client", call.carrier);
    const headers: Record<string, string> = { ...call.headers, "x-request-id": call.requestId };
    if (span.carrier.traceparent !== undefined) headers.traceparent = span.carrier.traceparent;
    if (span.carrier.tracestate !== undefined) headers.tracestate = span.carrier.tracestate;
    try {
      const response = await fetch(baseUrl + call.path, {
        method: call.method,
        headers,
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
        ...(call.body !== undefined && { body: call.body }),
      });
      const body = await response.text();
      const { status } = response;
      if (status >= 500) breaker.failed();
      else breaker.succeeded();
      calls(name, call.method, call.route, String(status)).add();
      span.set("http.response.status_code", status);
      span.end(status >= 500 ? `status ${status}` : undefined);
      return { status, headers: response.headers, body };
    } catch (error) {
      breaker.failed();
      calls(name, call.method, call.route, "0").add();
      span.end(reasonOf(error));
      throw error;
    }
  };

  /** @throws Problem 503 when the service gives no answer in time. */
  return async (call: Call): Promise<Reply> => {
    const endMs = clockMs() + rules.budgetMs;
    for (let tries = 1; ; tries += 1) {
      if (!breaker.mayCall()) throw unavailable(`${name} is not answering at the moment`);
      const leftMs = Math.max(1, Math.ceil(endMs - clockMs()));
      const outcome = await attempt(call, Math.min(rules.tryMs, leftMs)).catch((error) => ({
        error,
      }));
      const isAnswer = !("error" in outcome);
      if (isAnswer && !passing.has(outcome.status)) return outcome;
      const isHarmless = call.isIdempotent || (!isAnswer && wasNeverSent(outcome.error));
      // 50 ms, 100 ms, …, each anywhere between its half and its whole, so that callers spread.
      const delayMs = 50 * 2 ** (tries - 1) * (0.5 + chance() / 2);
      const isLast = !isHarmless || tries >= rules.triesMax || clockMs() + delayMs >= endMs;
      if (!isLast) {
        await wait(delayMs);
        continue;
      }
      if (isAnswer) return outcome;
      throw unavailable(`${name} did not answer in time`, outcome.error);
    }
  };
}

/** What calls one other service. */
export type Client = ReturnType<typeof createClient>;

/** The answer of a service as JSON. @throws Problem 502 when it is none. */
export function jsonOf({ body }: Reply, name: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Problem(502, `${name} answered something that is not JSON`, { cause: error });
  }
}
