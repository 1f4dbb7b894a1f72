import { expect, test } from "bun:test";
import fc from "fast-check";
import { byParticularity, routeComplaints } from "./routes.ts";

test("the more particular path is tried first, whatever the order of writing", () => {
  const wanted = ["/api/v1", "/api", "/api/v1/*", "/api/*", "/*"];
  fc.assert(
    fc.property(fc.shuffledSubarray(wanted, { minLength: wanted.length }), (paths) => {
      expect(paths.sort(byParticularity)).toEqual(wanted);
    }),
  );
});

test("each bad path gets its own sentence", () => {
  const says = [...routeComplaints(["api", "/a*b", "/*"])].map((complaint) => complaint.says);
  expect(says).toEqual([
    'route "api" must start with "/"',
    'route "/a*b": "*" may only stand at the end',
  ]);
  expect([...routeComplaints([])]).toEqual([{ says: 'routes is empty; write e.g. "/*"' }]);
});
