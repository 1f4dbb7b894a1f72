import { expect, test } from "bun:test";
import { nodesIn, nodesOf, placesOf, zonesOf } from "./lookup.ts";
import type { Node, System } from "./system.ts";

const node = (id: string, kind: string, props: Node["props"] = {}): Node => {
  const [name = "", ...above] = id.split("/").reverse();
  return { id, kind, name, parent: above.reverse().join("/"), phase: "current", props };
};

const nodes = [
  node("cloud", "cloud", { zones: 3 }),
  node("cloud/net", "network"),
  node("cloud/net/web", "service"),
  node("other", "cloud", { zones: ["x-1a", "x-1b"] }),
  node("other/web", "service"),
  node("web", "service"),
];
const system = { nodes: new Map(nodes.map((n) => [n.id, n])) } as unknown as System;
const at = (id: string): Node => system.nodes.get(id) ?? node(id, "missing");

test("places are told from the nearest to the outermost", () => {
  expect(placesOf(system, at("cloud/net/web")).map(({ id }) => id)).toEqual(["cloud/net", "cloud"]);
  expect(placesOf(system, at("web"))).toEqual([]);
});

test("zones are a number, or the length of a list, or one where nothing says", () => {
  expect(["cloud/net/web", "other/web", "web"].map((id) => zonesOf(system, at(id)))).toEqual([
    3, 2, 1,
  ]);
});

test("nodes of a kind are found wherever they stand", () => {
  expect(nodesOf(system, "service").map(({ id }) => id)).toEqual([
    "cloud/net/web",
    "other/web",
    "web",
  ]);
});

test("what stands directly in a place is told, and nothing deeper", () => {
  expect(nodesIn(system, { id: "cloud" }).map(({ id }) => id)).toEqual(["cloud/net"]);
  expect(nodesIn(system, { id: "web" })).toEqual([]);
});
