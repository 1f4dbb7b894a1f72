import { expect, test } from "bun:test";
import { isRef, isTalksTo, isText, talksTo, text } from "./ref.ts";

const host = { ref: "main/web", kind: "service", output: "host" } as const;

test("text keeps its references as values, and has no empty parts", () => {
  expect(text`${host}`).toEqual({ text: [host] });
  expect(text`http://${host}/api`).toEqual({ text: ["http://", host, "/api"] });
});

test("the three shapes are told apart", () => {
  const shapes = [host, text`${host}`, talksTo(host), "main/web", { kind: "service" }, null];
  expect(shapes.map(isRef)).toEqual([true, false, false, false, false, false]);
  expect(shapes.map(isText)).toEqual([false, true, false, false, false, false]);
  expect(shapes.map(isTalksTo)).toEqual([false, false, true, false, false, false]);
});
