import { expect, test } from "bun:test";
import { book } from "#plinth/books/book.ts";
import { lookAt } from "./look.ts";
import { built, testDay } from "./testing.ts";

const { system } = built((s) => {
  const main = s.kubernetes("main");
  const api = main.service("api", { command: "serve", port: 80 });
  main.service("old", { phase: "future", command: "serve", port: 80 });
  main.gateway("door", { routes: { "/*": api } });
  s.objective("now", { throughput: "10/s" });
  s.objective("later", { phase: "future", throughput: "20/s" });
});

test("things are found by kind, by place and by id, and what is planned is not", () => {
  const look = lookAt(system, testDay);
  expect(look.of("service").map(({ id }) => id)).toEqual(["main/api"]);
  expect(look.within("main", "service").map(({ id }) => id)).toEqual(["main/api"]);
  expect(look.within("main", "aws")).toEqual([]);
  expect(look.around("main/api", "kubernetes")?.id).toBe("main");
  expect(look.around("main", "kubernetes")).toBeUndefined();
  expect(look.node("main/api", "service")?.props.port).toBe(80);
  expect(look.node("main/api", "gateway")).toBeUndefined();
  expect(look.node("main/old", "service")).toBeUndefined();
  expect(look.node(undefined, "service")).toBeUndefined();
});

test("edges are found from both ends, statements by type", () => {
  const look = lookAt(system, testDay);
  expect(look.from("main/door").map(({ to }) => to)).toEqual(["main/api"]);
  expect(look.to("main/api").map(({ at }) => at)).toEqual(["routes./*"]);
  expect(look.to("main/door")).toEqual([]);
  expect(look.said("objective").map(({ id }) => id)).toEqual(["now"]);
});

test("a book that is read is remembered, others are not", () => {
  const look = lookAt(system, testDay);
  expect(look.consulted.size).toBe(0);
  const tides = book({ name: "tides", asOf: testDay, expires: testDay, facts: { high: 12 } });
  expect(look.read(tides).high).toBe(12);
  expect([...look.consulted]).toEqual([tides]);
});
