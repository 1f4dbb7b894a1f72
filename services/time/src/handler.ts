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

/** Status and headers of an answer, made once: Bun reads them from ready objects in half the time. */
interface Kind {
  readonly status: number;
  readonly serving: ResponseInit;
  /** The same, and the keep-alive client is sent away. */
  readonly draining: ResponseInit;
}

/** An answer before it is one: reading the parts back from a Response is slow. */
interface Reply {
  readonly kind: Kind;
  readonly body: string;
}
type Route = (request: Request, listener: Listener) => Reply | Promise<Reply>;
type Handle = (request: Request, listener: Listener) => Response | Promise<Response>;

/** What Bun.serve is given; its router finds path and method without making strings of them. */
export interface Handler {
  readonly routes: Readonly<Record<Path, { readonly GET: Handle; readonly HEAD: Handle }>>;
  /** For every request that has no route. */
  readonly fetch: Handle;
}

const json = { "content-type": "application/json", "cache-control": "no-store" };
const ok = kindOf(200, json);
const okText = kindOf(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
const unavailable = kindOf(503, json);

const healthy: Reply = { kind: ok, body: '{"status":"ok"}' };
const ready: Reply = { kind: ok, body: '{"status":"ready"}' };
const notReady: Reply = { kind: unavailable, body: '{"status":"draining"}' };
const failed: Reply = { kind: kindOf(500, json), body: '{"error":"internal error"}' };
const notFound: Reply = {
  kind: kindOf(404, json),
  body: `{"error":"not found; try ${paths.join(", ")}"}`,
};
/** A body may still be on its way that nobody wants: closing is quicker than reading it. */
const notAllowed: Reply = {
  kind: kindOf(405, { ...json, allow: "GET, HEAD", connection: "close" }),
  body: '{"error":"method not allowed; use GET or HEAD"}',
};

/** Answers requests; waits for nothing but the connection count of `/metrics`, and never throws. */
export function createHandler(ports: Ports): Handler {
  const { metrics, log, isDraining, clockMs } = ports;
  const addressOf = (request: Request, listener: Listener) =>
    ports.clientAddress(listener.requestIP(request)?.address ?? "unknown", request);
  const timestamp = timestamps(ports.wallMs);

  /** Makes a route answer, be counted, and fail decently. */
  const handled = (path: string, method: string, route: Route): Handle => {
    return (request, listener) => {
      const startMs = clockMs();
      const finish = ({ kind, body }: Reply) => {
        const { status, serving, draining } = kind;
        const durationMs = clockMs() - startMs;
        metrics.countRequest(path, method, status, durationMs);
        if (log.level === "debug") {
          const ip = addressOf(request, listener);
          log.debug("request", { method: request.method, path, status, durationMs, ip });
        }
        return new Response(body, isDraining() ? draining : serving);
      };
      const fail = (error: unknown) => {
        metrics.countError();
        const reason = error instanceof Error ? error.stack : error;
        log.error("request failed", { method, path, reason });
        return finish(failed);
      };
      try {
        const reply = route(request, listener);
        return reply instanceof Promise ? reply.then(finish).catch(fail) : finish(reply);
      } catch (error) {
        return fail(error);
      }
    };
  };
  const readable = (path: Path, route: Route) => ({
    GET: handled(path, "GET", route),
    HEAD: handled(path, "HEAD", route),
  });

  return {
    routes: {
      "/": readable("/", (request, listener) => {
        const ip = addressOf(request, listener);
        return { kind: ok, body: `{"timestamp":"${timestamp()}","ip":"${ip}"}` };
      }),
      "/health": readable("/health", () => healthy),
      "/ready": readable("/ready", () => (isDraining() ? notReady : ready)),
      "/metrics": readable("/metrics", async (_, { port, pendingRequests }) => {
        const openConnections = await ports.openConnections(port);
        const gauges = { openConnections, pendingRequests, isDraining: isDraining() };
        return { kind: okText, body: metrics.text(gauges) };
      }),
    },
    fetch: (request, listener) => {
      const { pathname } = URL.parse(request.url, "http://unknown") ?? {};
      const path = paths.find((known) => known === pathname);
      const { method } = request;
      const isRead = method === "GET" || method === "HEAD";
      // A path that only URL rules make one of ours ("/x/..") has no route, and is not found.
      const reply = path === undefined || isRead ? notFound : notAllowed;
      return handled(path ?? "other", isRead ? method : "other", () => reply)(request, listener);
    },
  };
}

function kindOf(status: number, headers: Readonly<Record<string, string>>): Kind {
  return {
    status,
    serving: { status, headers: new Headers(headers) },
    draining: { status, headers: new Headers({ ...headers, connection: "close" }) },
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
