import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import { reasonOf } from "./env.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { type Fault, Problem, problemResponse } from "./problem.ts";
import type { Carrier, Tracer } from "./tracing.ts";

/** What every route finds in its context. */
export interface AppEnv {
  readonly Variables: {
    /** The caller's X-Request-Id, or one made here; in logs, problems and calls to other services. */
    readonly requestId: string;
    /** What calls to other services send along. */
    readonly carrier: Carrier;
  };
  readonly Bindings: {
    /** The client's address as the socket has it; asked only by whoever needs it. */
    readonly peer: () => string;
  };
}

/** An app whose routes are also its OpenAPI document. */
export type App = OpenAPIHono<AppEnv>;

export interface AppPorts {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly isDraining: () => boolean;
  /** Resolves when it can do its work; rejects with a Problem that says what is missing. */
  readonly ready: () => Promise<void>;
  /** A longer body is 413. */
  readonly maxBodyBytes: number;
  readonly clockMs: () => number;
}

/** Seconds; a read takes about one millisecond, and five seconds is the whole chain's budget. */
const boundsSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Paths that are asked for all the time by machines; a trace of them would tell nothing. */
const untraced = new Set(["/health", "/ready", "/metrics"]);

/** An id that is fit for logs and headers. */
const requestIdShape = /^[\w.:/+=-]{1,128}$/;

/**
 * An app with what every service answers alike: `/health`, `/ready`, `/metrics`, problems instead of
 * bare errors, 405 with what is allowed; each request counted, timed, traced and with an id.
 */
export function createApp(ports: AppPorts): App {
  const { log, metrics, isDraining } = ports;
  const app: App = new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      const errors = faultsOf(result.error);
      throw new Problem(400, `the ${result.target} is not as it should be`, { errors });
    },
  });
  app.use(observed(ports));
  app.use(
    bodyLimit({
      maxSize: ports.maxBodyBytes,
      onError: () => {
        throw new Problem(413, `a body may have ${ports.maxBodyBytes} bytes, no more`);
      },
    }),
  );
  app.onError((error, context) => {
    const problem = problemOf(error);
    const { requestId } = context.var;
    if (problem === undefined) log.error("request failed", { requestId, reason: error.stack });
    else if (problem.status >= 500)
      log.debug("request refused", {
        requestId,
        why: problem.message,
        reason: reasonOf(problem.cause),
      });
    return problemResponse(problem ?? new Problem(500, "something went wrong here"), requestId);
  });
  app.notFound((context) => {
    const allowed = methodsOf(app, context.req.path);
    if (allowed.length === 0) throw new Problem(404, "there is nothing at this path");
    throw new Problem(405, `${context.req.method} is not possible here`, {
      headers: { allow: allowed.join(", ") },
    });
  });
  app.get("/health", (context) => context.json({ status: "ok" }));
  app.get("/ready", async (context) => {
    if (isDraining()) throw new Problem(503, "leaving");
    await ports.ready();
    return context.json({ status: "ready" });
  });
  app.get("/metrics", (context) =>
    context.text(metrics.text(), 200, {
      "content-type": "text/plain; version=0.0.4; charset=utf-8",
    }),
  );
  metrics.gauge("service_draining", "1 from SIGTERM on.", () => (isDraining() ? 1 : 0));
  return app;
}

/**
 * For a request whose body is to be read, after its token was found right.
 * @throws Problem 415 when the body is not said to be JSON.
 */
export function checkJson({ req }: Context): void {
  const [type = ""] = (req.header("content-type") ?? "").split(";");
  if (type.trim().toLowerCase() === "application/json") return;
  throw new Problem(415, "send a body as Content-Type: application/json");
}

/** What a schema found, each with its place. */
export const faultsOf = ({ issues }: Pick<z.ZodError, "issues">): readonly Fault[] =>
  issues.map(({ path, message }) => ({ at: `/${path.join("/")}`, detail: message }));

function problemOf(error: Error): Problem | undefined {
  if (error instanceof Problem) return error;
  return error instanceof HTTPException ? new Problem(error.status, error.message) : undefined;
}

/** Counts, times and traces a request, and gives it an id. */
function observed({ metrics, tracer, isDraining, clockMs }: AppPorts): MiddlewareHandler<AppEnv> {
  const labels = ["method", "route", "status"];
  const requests = metrics.counter("http_requests_total", "Requests answered.", ...labels);
  const durations = metrics.histogram(
    "http_request_duration_seconds",
    "Time from the request's last header to its answer, in the service.",
    boundsSeconds,
    ...labels,
  );
  let inFlight = 0;
  metrics.gauge(
    "http_requests_in_flight",
    "Requests received and not yet answered.",
    () => inFlight,
  );
  return async (context, next) => {
    const startMs = clockMs();
    const { method } = context.req;
    const given = context.req.header("x-request-id") ?? "";
    const requestId = requestIdShape.test(given) ? given : crypto.randomUUID();
    const parent = {
      traceparent: context.req.header("traceparent"),
      tracestate: context.req.header("tracestate"),
    };
    const span = untraced.has(context.req.path)
      ? undefined
      : tracer.begin(method, "server", parent);
    context.set("requestId", requestId);
    context.set("carrier", span?.carrier ?? parent);
    inFlight += 1;
    try {
      await next();
    } finally {
      inFlight -= 1;
      const status = context.res.status;
      const route = routeOf(context);
      const series = [knownMethods.has(method) ? method : "other", route, String(status)];
      requests(...series).add();
      durations(...series).observe((clockMs() - startMs) / 1000);
      context.res.headers.set("x-request-id", requestId);
      if (isDraining()) context.res.headers.set("connection", "close");
      span?.set("http.request.method", method);
      span?.set("http.route", route);
      span?.set("http.response.status_code", status);
      span?.set("request.id", requestId);
      span?.end(status >= 500 ? `status ${status}` : undefined);
    }
  };
}

const knownMethods = new Set(["GET", "POST", "PUT", "DELETE"]);

/** The pattern that matched, never the path as a client wrote it. */
function routeOf(context: Context<AppEnv>): string {
  const route = routePath(context, -1);
  return route.endsWith("*") ? "other" : route;
}

/** What can be done at a path that was asked for something else. */
function methodsOf(app: App, path: string): readonly string[] {
  const methods = app.routes
    .filter((route) => route.method !== "ALL" && patternOf(route.path).test(path))
    .flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  return [...new Set(methods)].sort();
}

/** `/movies/:id` as Hono writes it, and its braces; a parameter is one segment. */
const patternOf = (route: string): RegExp =>
  new RegExp(`^${route.replaceAll(/:\w+(\{.+?\})?/g, "[^/]+")}$`);
