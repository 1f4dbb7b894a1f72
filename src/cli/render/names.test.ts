import { expect, test } from "bun:test";
import { shortNames } from "./names.ts";

test("a node is shown by the shortest end of its id that no other has", () => {
  const ids = ["aws", "aws/one/main/web", "aws/two/main/web", "aws/two/main/db", "gcp/main"];
  expect(Object.fromEntries(shortNames(ids.map((id) => ({ id }))))).toEqual({
    aws: "aws",
    "aws/one/main/web": "one/main/web",
    "aws/two/main/web": "two/main/web",
    "aws/two/main/db": "db",
    "gcp/main": "main",
  });
});

test("an id that ends another one keeps its own name", () => {
  const names = shortNames([{ id: "web" }, { id: "main/web" }]);
  expect(names.get("web")).toBe("web");
  expect(names.get("main/web")).toBe("main/web");
});
