import { expect, test } from "bun:test";
import { refusalOf } from "../../test/refusal-of.ts";
import { copyOf, damagedCopy, hello, shop, stoppedCopy } from "./fixtures/views.ts";
import { copyAndWords, copyNamed } from "./which-copy.ts";
import { nodeNamed, podNamed, queryOf, targetNamed } from "./which-node.ts";

const [one, two] = [copyOf(hello), copyOf(shop)];

test("a copy is found by its name, by its system, by a part of its name", () => {
  expect(copyNamed("shop-two", [one, two])).toBe(two);
  expect(copyNamed("shop", [one, two])).toBe(two);
  expect(copyNamed("two", [one, two])).toBe(two);
});

test("of two copies that a word fits the one that is up is meant", () => {
  const copies = [copyOf(shop, { name: "shop-one", state: "stopped" }), two];
  expect(copyNamed("shop", copies).name).toBe("shop-two");
});

test("a word that fits two copies that are up is refused with both", async () => {
  const copies = [copyOf(shop, { name: "shop-one" }), two];
  const { said, exitCode } = await refusalOf(() => copyNamed("shop-", copies));
  expect(exitCode).toBe(2);
  expect(said).toBe(
    '"shop-" fits "shop-one" (degraded), "shop-two" (degraded); write more of the name',
  );
});

test("a copy that is not there is refused with the nearest, or with what runs", async () => {
  const near = await refusalOf(() => copyNamed("helo", [one, two]));
  expect(near).toEqual({
    kind: "notRunning",
    said: 'there is no copy "helo"; did you mean "hello"?',
    exitCode: 9,
  });
  const far = await refusalOf(() => copyNamed("payments", [one, stoppedCopy]));
  expect(far.said).toBe('there is no copy "payments"; what runs: "hello" (ready)');
});

test("the first word is the copy only if it is exactly its name", () => {
  expect(copyAndWords([one, stoppedCopy], ["hello", "web"], { least: 0 })).toEqual({
    copy: one,
    words: ["web"],
  });
  expect(copyAndWords([one, stoppedCopy], ["hell", "web"], { least: 0 })).toEqual({
    copy: one,
    words: ["hell", "web"],
  });
});

test("a lone word is the node when the verb needs one, even if a copy has that name", () => {
  const options = { least: 1 };
  expect(copyAndWords([one], ["hello"], options)).toEqual({ copy: one, words: ["hello"] });
  expect(copyAndWords([one], ["hello", "hello"], options)).toEqual({ copy: one, words: ["hello"] });
});

test("with -c all words are nodes", () => {
  const found = copyAndWords([one, two], ["hello"], { copy: "shop-two", least: 0 });
  expect(found).toEqual({ copy: two, words: ["hello"] });
});

test("without a name the one that runs is meant; if none does, the one that is damaged", async () => {
  expect(copyAndWords([one, damagedCopy], [], { least: 0 }).copy).toBe(one);
  expect(copyAndWords([damagedCopy, stoppedCopy], [], { least: 0 }).copy).toBe(damagedCopy);
  const { said, exitCode } = await refusalOf(() => copyAndWords([stoppedCopy], [], { least: 0 }));
  expect(exitCode).toBe(9);
  expect(said).toBe('nothing runs in this project (known: "old" (stopped)); "plinth up" starts it');
});

test("a node is found by its id and by an end of it, not by a piece of a name", async () => {
  for (const word of ["aws/vpc/main/web", "vpc/main/web", "main/web", "web"]) {
    expect(nodeNamed(word, shop).id).toBe("aws/vpc/main/web");
  }
  const { said } = await refusalOf(() => nodeNamed("eb", shop));
  expect(said).toStartWith('"shop-two" has no node "eb"; ');
});

test("an end that two nodes have means the one with replicas, if only one has any", async () => {
  const [web] = shop.nodes.filter(({ id }) => id === "aws/vpc/main/web");
  if (!web) throw new Error("the fixture has no web");
  const { pods, ...bare } = web;
  const withBare = { name: "x", nodes: [web, { ...bare, id: "gcp/web" }] };
  expect(nodeNamed("web", withBare)).toBe(web);
  const both = { name: "x", nodes: [web, { ...web, id: "gcp/web" }] };
  const { said } = await refusalOf(() => nodeNamed("web", both));
  expect(said).toBe('"web" fits "aws/vpc/main/web", "gcp/web"; write more of it');
});

test("a node nobody has is refused with the nearest, or with all", async () => {
  const near = await refusalOf(() => nodeNamed("stok", shop));
  expect(near.said).toBe('"shop-two" has no node "stok"; did you mean "stock"?');
  const far = await refusalOf(() => nodeNamed("xyz", hello));
  expect(far.said).toBe('"hello" has no node "xyz"; it has "main", "door", "web"');
});

test("a replica is found by a beginning of its name, or by its node if that has one", async () => {
  expect(podNamed("web-5143c-2", shop).name).toBe("web-5143c-2zxlv");
  expect(podNamed("web", hello).name).toBe("web-7f9c4-x2kbd");
  const { said } = await refusalOf(() => podNamed("web-5143c", shop));
  expect(said).toBe(
    '"web-5143c" fits "web-5143c-2zxlv", "web-5143c-62v8w", "web-5143c-9kqrt"; write more of it',
  );
});

test("a word that could be a node or a replica is the node", () => {
  expect(targetNamed("web", shop).node?.id).toBe("aws/vpc/main/web");
  expect(targetNamed("web-5143c-9", shop).pod?.name).toBe("web-5143c-9kqrt");
});

test("a place means everything in it, and a replica that is gone is still known", () => {
  expect(queryOf(["main"], shop)).toEqual([
    "aws/vpc/main",
    "aws/vpc/main/stock",
    "aws/vpc/main/web",
  ]);
  expect(queryOf(["web-old"], shop, ["web-old"])).toEqual(["web-old"]);
});
