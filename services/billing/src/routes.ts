import { createRoute, z } from "@hono/zod-openapi";
import { type App, checkJson } from "plinth-service-kit/app.ts";
import { needsToken, problems, serveDocument } from "plinth-service-kit/openapi.ts";
import { Problem } from "plinth-service-kit/problem.ts";
import { pageFrom, pageOf, paging, plainText } from "plinth-service-kit/schemas.ts";
import type { Orders } from "./orders.ts";
import { order, orderPlaced } from "./shapes.ts";

const content = { "application/json": { schema: order } };

const place = createRoute({
  method: "post",
  path: "/orders",
  security: needsToken,
  request: {
    headers: z.object({ "idempotency-key": plainText(128).optional() }),
    body: { content: { "application/json": { schema: orderPlaced } }, required: true },
  },
  responses: {
    202: { description: "It is kept, and will be billed.", content },
    ...problems(400, 401, 409, 413, 415, 503),
  },
});
const get = createRoute({
  method: "get",
  path: "/orders/{id}",
  security: needsToken,
  request: { params: z.object({ id: z.uuid() }) },
  responses: { 200: { description: "The order.", content }, ...problems(400, 401, 404, 503) },
});
const list = createRoute({
  method: "get",
  path: "/orders",
  security: needsToken,
  request: { query: paging.extend({ user_id: plainText(64).optional() }) },
  responses: {
    200: { description: "Orders.", content: { "application/json": { schema: pageOf(order) } } },
    ...problems(400, 401, 503),
  },
});

/**
 * Puts the orders behind their routes. All of them need the token, for orders tell who bought what.
 * @param accepted is called when there is something new to send.
 */
export function addOrders(
  app: App,
  orders: Orders,
  checkToken: (authorization: string | undefined) => void,
  accepted: () => void,
): void {
  app.use("/orders/*", async (context, next) => {
    checkToken(context.req.header("authorization"));
    if (context.req.method === "POST") checkJson(context);
    await next();
  });
  app.openapi(place, async (context) => {
    const { "idempotency-key": idempotencyKey } = context.req.valid("header");
    const { traceparent } = context.var.carrier;
    const made = await orders.accept(context.req.valid("json"), { idempotencyKey, traceparent });
    accepted();
    return context.json(made, 202, { location: `/orders/${made.id}` });
  });
  app.openapi(get, async (context) => {
    const found = await orders.get(context.req.valid("param").id);
    if (found === undefined) throw new Problem(404, "there is no such order");
    return context.json(found, 200);
  });
  app.openapi(list, async (context) => {
    const { limit, after, user_id } = context.req.valid("query");
    return context.json(pageFrom(await orders.list(limit + 1, after, user_id), limit), 200);
  });
  const description = "Takes orders in, and bills each once.";
  serveDocument(app, ["/openapi.json"], { title: "Billing", description });
}
