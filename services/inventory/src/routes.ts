import { createRoute, z } from "@hono/zod-openapi";
import { type App, checkJson } from "plinth-service-kit/app.ts";
import { needsToken, problems, serveDocument } from "plinth-service-kit/openapi.ts";
import { Problem } from "plinth-service-kit/problem.ts";
import { pageFrom, pageOf, paging } from "plinth-service-kit/schemas.ts";
import type { Movies } from "./movies.ts";
import { movie, movieWritten } from "./shapes.ts";

const byId = z.object({ id: z.uuid() });
const body = { content: { "application/json": { schema: movieWritten } }, required: true };
const content = { "application/json": { schema: movie } };
const writes = new Set(["POST", "PUT", "DELETE"]);
const notThere = () => new Problem(404, "there is no such movie");

const list = createRoute({
  method: "get",
  path: "/movies",
  request: { query: paging },
  responses: {
    200: { description: "Movies.", content: { "application/json": { schema: pageOf(movie) } } },
    ...problems(400, 503),
  },
});
const get = createRoute({
  method: "get",
  path: "/movies/{id}",
  request: { params: byId },
  responses: { 200: { description: "The movie.", content }, ...problems(400, 404, 503) },
});
const create = createRoute({
  method: "post",
  path: "/movies",
  security: needsToken,
  request: { body },
  responses: {
    201: { description: "It was made.", content },
    ...problems(400, 401, 413, 415, 503),
  },
});
const replace = createRoute({
  method: "put",
  path: "/movies/{id}",
  security: needsToken,
  request: { params: byId, body },
  responses: {
    200: { description: "As it is now.", content },
    ...problems(400, 401, 404, 413, 415, 503),
  },
});
const remove = createRoute({
  method: "delete",
  path: "/movies/{id}",
  security: needsToken,
  request: { params: byId },
  responses: { 204: { description: "It is gone." }, ...problems(400, 401, 404, 503) },
});

/** Puts the movies behind their routes. @param checkToken throws Problem 401. */
export function addMovies(
  app: App,
  movies: Movies,
  checkToken: (authorization: string | undefined) => void,
): void {
  app.use("/movies/*", async (context, next) => {
    const { method } = context.req;
    if (writes.has(method)) checkToken(context.req.header("authorization"));
    if (method === "POST" || method === "PUT") checkJson(context);
    await next();
  });
  app.openapi(list, async (context) => {
    const { limit, after } = context.req.valid("query");
    return context.json(pageFrom(await movies.list(limit + 1, after), limit), 200);
  });
  app.openapi(get, async (context) => {
    const found = await movies.get(context.req.valid("param").id);
    if (found === undefined) throw notThere();
    return context.json(found, 200);
  });
  app.openapi(create, async (context) => {
    const made = await movies.create(context.req.valid("json"));
    return context.json(made, 201, { location: `/movies/${made.id}` });
  });
  app.openapi(replace, async (context) => {
    const { id } = context.req.valid("param");
    const replaced = await movies.replace(id, context.req.valid("json"));
    if (replaced === undefined) throw notThere();
    return context.json(replaced, 200);
  });
  app.openapi(remove, async (context) => {
    if (!(await movies.remove(context.req.valid("param").id))) throw notThere();
    return context.body(null, 204);
  });
  const description = "Movies and what they cost.";
  serveDocument(app, ["/openapi.json"], { title: "Inventory", description });
}
