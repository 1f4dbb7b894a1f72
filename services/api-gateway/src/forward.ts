import type { RouteConfig, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type AppEnv, checkJson, faultsOf } from "plinth-service-kit/app.ts";
import type { Client, Reply } from "plinth-service-kit/client.ts";
import { Problem, unavailable } from "plinth-service-kit/problem.ts";
import type { Operation } from "./operations.ts";

/** Headers of a request that mean something to the services behind. */
const passedOn = ["authorization", "content-type", "idempotency-key"];

/** Asks the service behind for an operation, and answers as the document says, or with a problem. */
export function forward({ route, isIdempotent }: Operation, client: Client) {
  const { request = {}, method, responses } = route;
  const upstreamRoute = route.getRoutingPath().slice("/api".length);
  return async (context: Context<AppEnv>): Promise<Response> => {
    check(request.params, context.req.param(), "path");
    check(request.query, context.req.query(), "query");
    check(request.headers, context.req.header(), "header");
    const body = await bodyOf(request, context);
    const { pathname, search } = new URL(context.req.url);
    const headers = passedOn.flatMap((name) => {
      const value = context.req.header(name);
      return value === undefined ? [] : [[name, value]];
    });
    const reply = await client({
      method: method.toUpperCase(),
      path: pathname.slice("/api".length) + search,
      route: upstreamRoute,
      headers: Object.fromEntries(headers),
      isIdempotent:
        isIdempotent === "with key"
          ? context.req.header("idempotency-key") !== undefined
          : isIdempotent,
      requestId: context.var.requestId,
      carrier: context.var.carrier,
      ...(body !== undefined && { body }),
    });
    return answer(reply, responses);
  };
}

/** What the service said, if it is something that this door may say. */
function answer({ status, headers, body }: Reply, documented: RouteConfig["responses"]): Response {
  if (status === 503) throw unavailable("the service behind cannot answer at the moment");
  if (status >= 500 || !(status in documented)) {
    throw new Problem(502, "the service behind gave an answer that makes no sense here");
  }
  const kept: Record<string, string> = {};
  for (const name of ["content-type", "cache-control", "www-authenticate"]) {
    const value = headers.get(name);
    if (value !== null) kept[name] = value;
  }
  const location = headers.get("location");
  if (location !== null) kept.location = `/api${location}`;
  return new Response(status === 204 ? null : body, { status, headers: kept });
}

type Request = NonNullable<RouteConfig["request"]>;

/** The body as it was sent, once it is known to be right. */
async function bodyOf({ body }: Request, context: Context<AppEnv>): Promise<string | undefined> {
  const media = body?.content["application/json"];
  if (media === undefined || !("schema" in media)) return undefined;
  checkJson(context);
  const text = await context.req.text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Problem(400, "the body is not JSON", { cause: error });
  }
  check(media.schema, parsed, "body");
  return text;
}

const isSchema = (schema: unknown): schema is z.ZodType =>
  typeof schema === "object" && schema !== null && "safeParse" in schema;

/** @throws Problem 400 with each fault. */
function check(schema: unknown, value: unknown, what: string): void {
  if (!isSchema(schema)) return;
  const { success, error } = schema.safeParse(value);
  if (!success)
    throw new Problem(400, `the ${what} is not as it should be`, { errors: faultsOf(error) });
}
