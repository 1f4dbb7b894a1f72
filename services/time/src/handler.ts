import type { HeaderSource } from "./client-address.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** What the handler knows of the world. */
export interface Ports {
  readonly clientAddress: (peer: string, request: HeaderSource) => string;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly isDraining: () => boolean;
  /** Connections to a port of ours; undefined where that cannot be known. */
  readonly openConnections: (port: number | undefined) => Promise<number | undefined>;
  /** Milliseconds since 1970. */
  readonly wallMs: () => number;
  /** Milliseconds since some moment, never going back. */
  readonly clockMs: () => number;
}

/** The part of Bun's server that the handler asks. */
export interface Listener {
  requestIP(request: Request): { readonly address: string } | null;
  readonly pendingRequests: number;
  readonly port: number | undefined;
}

/** Every path that exists; all answer GET and HEAD, nothing else. */
const paths = ["/", "/health", "/ready", "/metrics"] as const;
type Path = (typeof paths)[number];

/** An answer before it is one: reading the parts back from a Response is slow. */
interface Reply {
  readonly status: number;
  readonly body: string;
  /** @default those of JSON */
  readonly headers?: { readonly serving: Headers; readonly draining: Headers };
}
type Route = (request: Request, listener: Listener) => Reply | Promise<Reply>;

// Made once: a Response copies a Headers in half the time that it reads an object in.
const json = headersOf({ "content-type": "application/json", "cache-control": "no-store" });
const text = headersOf({ "content-type": "text/plain; version=0.0.4; charset=utf-8" });
/** The body of such a request may still be on its way: closing is quicker than reading it. */
const refusal = headersOf({
  "content-type": "application/json",
  "cache-control": "no-store",
  allow: "GET, HEAD",
  connection: "close",
});

const notFound = { status: 404, body: `{"error":"not found; try ${paths.join(", ")}"}` };
const notAllowed = {
  status: 405,
  body: '{"error":"method not allowed; use GET or HEAD"}',
  headers: refusal,
};
const failed = { status: 500, body: '{"error":"internal error"}' };

/** Answers requests; waits for nothing but the connection count of `/metrics`, and never throws. */
export function createHandler(
  ports: Ports,
): (request: Request, listener: Listener) => Response | Promise<Response> {
  const { metrics, log, isDraining, clockMs } = ports;
  const addressOf = (request: Request, listener: Listener) =>
    ports.clientAddress(listener.requestIP(request)?.address ?? "unknown", request);
  const timestamp = timestamps(ports.wallMs);

  const routes: Readonly<Record<Path, Route>> = {
    "/": (request, listener) => {
      const ip = addressOf(request, listener);
      return { status: 200, body: `{"timestamp":"${timestamp()}","ip":"${ip}"}` };
    },
    "/health": () => ({ status: 200, body: '{"status":"ok"}' }),
    "/ready": () =>
      isDraining()
        ? { status: 503, body: '{"status":"draining"}' }
        : { status: 200, body: '{"status":"ready"}' },
    "/metrics": async (_, { port, pendingRequests }) => {
      const openConnections = await ports.openConnections(port);
      const gauges = { openConnections, pendingRequests, isDraining: isDraining() };
      return { status: 200, body: metrics.text(gauges), headers: text };
    },
  };

  return (request, listener) => {
    const startMs = clockMs();
    const { method } = request;
    const isRead = method === "GET" || method === "HEAD";
    const path = knownPath(request.url);
    const finish = (reply: Reply) => {
      const { status } = reply;
      const durationMs = clockMs() - startMs;
      metrics.countRequest(path ?? "other", isRead ? method : "other", status, durationMs);
      if (log.level === "debug") {
        const ip = addressOf(request, listener);
        log.debug("request", { method, path: path ?? "other", status, durationMs, ip });
      }
      return toResponse(reply, isDraining());
    };
    const fail = (error: unknown) => {
      metrics.countError();
      log.error("request failed", { path, reason: error instanceof Error ? error.stack : error });
      return finish(failed);
    };
    try {
      if (path === undefined) return finish(notFound);
      if (!isRead) return finish(notAllowed);
      const reply = routes[path](request, listener);
      return reply instanceof Promise ? reply.then(finish).catch(fail) : finish(reply);
    } catch (error) {
      return fail(error);
    }
  };
}

function toResponse({ status, body, headers = json }: Reply, isDraining: boolean): Response {
  return new Response(body, { status, headers: isDraining ? headers.draining : headers.serving });
}

/** Headers for now and, to send keep-alive clients away, for the time of draining. */
function headersOf(serving: Readonly<Record<string, string>>): NonNullable<Reply["headers"]> {
  return {
    serving: new Headers(serving),
    draining: new Headers({ ...serving, connection: "close" }),
  };
}

/** The time now, RFC 3339 with milliseconds in UTC; formatted once a millisecond. */
function timestamps(wallMs: () => number): () => string {
  let formattedMs = Number.NaN;
  let formatted = "";
  return () => {
    const nowMs = wallMs();
    if (nowMs !== formattedMs) {
      formattedMs = nowMs;
      formatted = new Date(nowMs).toISOString();
    }
    return formatted;
  };
}

/** The path, if it is one of ours, of "http://host/path?query" or, for want of a Host, of "/path". */
function knownPath(url: string): Path | undefined {
  const start = url.indexOf("/", url.startsWith("/") ? 0 : "http://".length);
  if (start === url.length - 1) return "/";
  const query = url.indexOf("?", start);
  const path = url.slice(start, query < 0 ? url.length : query);
  return paths.find((known) => known === path);
}
