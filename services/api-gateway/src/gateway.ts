import { type App, type AppPorts, createApp } from "plinth-service-kit/app.ts";
import type { Client } from "plinth-service-kit/client.ts";
import { serveDocument } from "plinth-service-kit/openapi.ts";
import { Problem } from "plinth-service-kit/problem.ts";
import { forward } from "./forward.ts";
import { operations } from "./operations.ts";
import { clientOf } from "./rate-limit.ts";

export interface GatewayPorts extends AppPorts {
  readonly clients: { readonly inventory: Client; readonly billing: Client };
  /** @throws Problem 401 */
  readonly checkToken: (authorization: string | undefined) => void;
  /** Seconds until this client may ask; 0 for now. */
  readonly waitOf: (client: string) => number;
  readonly trustedHops: number;
}

/** The one door: everything under /api, each operation as its document says. */
export function createGateway(ports: GatewayPorts): App {
  const app = createApp(ports);
  const refused = ports.metrics.counter("rate_limited_total", "Requests refused with 429.");
  app.use("/api/*", async (context, next) => {
    const forwardedFor = context.req.header("x-forwarded-for");
    const waitSeconds = ports.waitOf(clientOf(forwardedFor, context.env.peer(), ports.trustedHops));
    if (waitSeconds > 0) {
      refused().add();
      throw new Problem(429, "too many requests; wait a moment", {
        headers: { "retry-after": String(Math.ceil(waitSeconds)) },
      });
    }
    await next();
  });
  for (const operation of operations) {
    const { route, service } = operation;
    const answer = forward(operation, ports.clients[service]);
    app.openAPIRegistry.registerPath(route);
    app.on(route.method.toUpperCase(), route.getRoutingPath(), (context) => {
      if (route.security !== undefined) ports.checkToken(context.req.header("authorization"));
      return answer(context);
    });
  }
  // Behind a balancer that passes /api alone, the second path is the one that can be reached.
  serveDocument(app, ["/openapi.json", "/api/openapi.json"], {
    title: "Movies and orders",
    description: "The one door to inventory and billing.",
  });
  return app;
}
