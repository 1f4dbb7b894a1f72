import { expect, test } from "bun:test";
import { fromJson, type SystemJson, toJson } from "./json.ts";
import { text } from "./ref.ts";
import { testSystem } from "./testing.ts";

const { system } = testSystem("house", { profiles: ["full", "small"] }, (s) => {
  const room = s.room(1);
  const lamp = room.smallThing("lamp", { count: 2 });
  const clock = room.smallThing("clock", { uses: { LAMP: text`see ${lamp.url}` } });
  s.flow("evening", { says: "on and off", hops: ["internet", lamp, clock.url] });
  s.future("cellar", { term: "long", says: "a cellar" });
}).build({ profile: "small" });

test("a system comes back from JSON as it was", () => {
  const text = JSON.stringify(toJson(system));
  const back = fromJson(JSON.parse(text) as SystemJson);
  expect(back).toEqual(system);
  expect(JSON.stringify(toJson(back))).toBe(text);
});

test("a system survives structuredClone", () => {
  const clone = structuredClone(system);
  expect(clone).toEqual(system);
  expect(JSON.stringify(toJson(clone))).toBe(JSON.stringify(toJson(system)));
});

test("what comes back from JSON cannot be changed", () => {
  const back = fromJson(JSON.parse(JSON.stringify(toJson(system))) as SystemJson);
  const lamp = back.nodes.get("room/lamp");
  expect([lamp, lamp?.props, back, back.edges, back.edges[0]].every(Object.isFrozen)).toBe(true);
});

test("places in files are left out when asked", () => {
  expect(toJson(system).where).toHaveProperty(["room/lamp"]);
  expect(toJson(system, { where: false })).not.toHaveProperty("where");
});

test("JSON of another schema, or no system at all, is refused", () => {
  const other = { ...toJson(system), schema: 2 } as unknown as SystemJson;
  expect(() => fromJson(other)).toThrow("not a system of schema 1: it says schema 2");
  expect(() => fromJson(null as unknown as SystemJson)).toThrow("it says schema undefined");
});
