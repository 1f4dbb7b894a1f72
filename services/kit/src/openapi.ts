import { STATUS_CODES } from "node:http";
import { z } from "@hono/zod-openapi";
import type { App } from "./app.ts";

const problem = z
  .object({
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(z.object({ at: z.string(), detail: z.string() }))
      .optional()
      .openapi({ description: "What is wrong with what was sent, each with its place." }),
    request_id: z.string().openapi({ description: "The same as in our logs and traces." }),
  })
  .openapi("Problem", { description: "RFC 9457." });

const retryAfter = {
  "Retry-After": { schema: { type: "integer" as const }, description: "Seconds." },
};

/** The answers of a route that are not what was asked for, by status. */
export function problems<const Status extends number>(...statuses: readonly Status[]) {
  const answer = (status: number) => ({
    description: STATUS_CODES[status] ?? "Unknown",
    content: { "application/problem+json": { schema: problem } },
    ...((status === 503 || status === 429) && { headers: retryAfter }),
  });
  const entries = statuses.map((status) => [status, answer(status)]);
  return Object.fromEntries(entries) as { readonly [Each in Status]: ReturnType<typeof answer> };
}

/** The scheme by which routes say that they need the token. */
export const needsToken = [{ token: [] }];

/** Serves what the routes say about themselves, as OpenAPI 3.1, at each of the paths. */
export function serveDocument(
  app: App,
  paths: readonly string[],
  info: { readonly title: string; readonly description: string },
): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "token", {
    type: "http",
    scheme: "bearer",
  });
  let text: string | undefined;
  for (const path of paths) {
    app.get(path, (context) => {
      text ??= JSON.stringify(
        app.getOpenAPI31Document({ openapi: "3.1.0", info: { version: "1.0.0", ...info } }),
      );
      return context.body(text, 200, { "content-type": "application/json" });
    });
  }
}
