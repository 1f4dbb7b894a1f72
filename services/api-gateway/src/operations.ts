import { createRoute, type RouteConfig, z } from "@hono/zod-openapi";
import { needsToken, problems } from "plinth-service-kit/openapi.ts";
import { pageOf, paging, plainText } from "plinth-service-kit/schemas.ts";
import { movie, movieWritten, order, orderPlaced } from "./shapes.ts";

/** Something that can be asked of this door, and who does it. */
export interface Operation {
  readonly route: RouteConfig & { readonly getRoutingPath: () => string };
  readonly service: "inventory" | "billing";
  /** Whether it may be asked twice; "with key" means only with an Idempotency-Key. */
  readonly isIdempotent: boolean | "with key";
}

const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { "application/json": { schema } },
});
const located = { headers: z.object({ Location: z.string() }) };
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  content: { "application/json": { schema } },
  required: true,
});
const byId = z.object({ id: z.uuid() });

/** What any operation may answer: too many requests, or a service behind that is gone or wrong. */
const always = [400, 429, 502, 503] as const;

export const operations: readonly Operation[] = [
  {
    service: "inventory",
    isIdempotent: true,
    route: createRoute({
      method: "get",
      path: "/api/movies",
      summary: "Movies, in the order in which they were made.",
      request: { query: paging },
      responses: { 200: json("Some of them.", pageOf(movie)), ...problems(...always) },
    }),
  },
  {
    service: "inventory",
    isIdempotent: true,
    route: createRoute({
      method: "get",
      path: "/api/movies/{id}",
      summary: "One movie.",
      request: { params: byId },
      responses: { 200: json("The movie.", movie), ...problems(...always, 404) },
    }),
  },
  {
    service: "inventory",
    isIdempotent: false,
    route: createRoute({
      method: "post",
      path: "/api/movies",
      summary: "Makes a movie.",
      security: needsToken,
      request: { body: body(movieWritten) },
      responses: {
        201: { ...json("It was made.", movie), ...located },
        ...problems(...always, 401, 413, 415),
      },
    }),
  },
  {
    service: "inventory",
    isIdempotent: true,
    route: createRoute({
      method: "put",
      path: "/api/movies/{id}",
      summary: "Replaces a movie that is there.",
      security: needsToken,
      request: { params: byId, body: body(movieWritten) },
      responses: { 200: json("As it is now.", movie), ...problems(...always, 401, 404, 413, 415) },
    }),
  },
  {
    service: "inventory",
    isIdempotent: true,
    route: createRoute({
      method: "delete",
      path: "/api/movies/{id}",
      summary: "Deletes a movie.",
      description: "Asked a second time after a lost answer, it says 404.",
      security: needsToken,
      request: { params: byId },
      responses: { 204: { description: "It is gone." }, ...problems(...always, 401, 404) },
    }),
  },
  {
    service: "billing",
    isIdempotent: "with key",
    route: createRoute({
      method: "post",
      path: "/api/orders",
      summary: "Orders a movie.",
      description:
        "202 says that the order is kept, whatever happens now. After any other answer, or none, ask " +
        "again with the same Idempotency-Key: the order is then made once.",
      security: needsToken,
      request: {
        headers: z.object({ "idempotency-key": plainText(128).optional() }),
        body: body(orderPlaced),
      },
      responses: {
        202: { ...json("It is kept, and will be billed.", order), ...located },
        ...problems(...always, 401, 409, 413, 415),
      },
    }),
  },
  {
    service: "billing",
    isIdempotent: true,
    route: createRoute({
      method: "get",
      path: "/api/orders/{id}",
      summary: "One order, and what became of it.",
      security: needsToken,
      request: { params: byId },
      responses: { 200: json("The order.", order), ...problems(...always, 401, 404) },
    }),
  },
  {
    service: "billing",
    isIdempotent: true,
    route: createRoute({
      method: "get",
      path: "/api/orders",
      summary: "Orders, oldest first.",
      security: needsToken,
      request: { query: paging.extend({ user_id: plainText(64).optional() }) },
      responses: { 200: json("Some of them.", pageOf(order)), ...problems(...always, 401) },
    }),
  },
];
