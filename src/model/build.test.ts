import { expect, test } from "bun:test";
import fc from "fast-check";
import type { SystemDefinition } from "./build.ts";
import { toJson } from "./json.ts";
import type { Author } from "./place.ts";
import { type Ref, talksTo, text } from "./ref.ts";
import { type testKinds, testSystem } from "./testing.ts";

const root = Bun.fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const thisFile = "src/model/build.test.ts";

type Describe = (s: Author<typeof testKinds>) => void;

const built = (definition: SystemDefinition) => definition.build({ profile: "default", root });
const build = (describe: Describe) => built(testSystem("house", {}, describe));
const says = (describe: Describe) => build(describe).findings.map((finding) => finding.says);

test("things are known by the path of the places they stand in", () => {
  const { system, findings } = build((s) => {
    const room = s.room(2);
    room.smallThing("lamp", { count: 3, because: "it is dark", phase: "future" });
  });
  expect(findings).toEqual([]);
  expect([...system.nodes.values()]).toEqual([
    { id: "room", kind: "room", name: "room", parent: "", phase: "current", props: { floor: 2 } },
    {
      id: "room/lamp",
      kind: "small-thing",
      name: "lamp",
      parent: "room",
      phase: "future",
      props: { because: "it is dark", count: 3 },
    },
  ]);
});

test("using a reference is an edge, and only some properties make it wait", () => {
  const { system } = build((s) => {
    const room = s.room(1);
    const lamp = room.smallThing("lamp");
    const clock = room.smallThing("clock", {
      uses: { LAMP: text`${lamp.url}/on`, AGAIN: talksTo(lamp.url) },
    });
    room.smallThing("door", { serves: [clock], needs: [lamp] });
  });
  const short = system.edges.map(({ from, to, at, output, needs }) =>
    [from, needs ? "needs" : "talks to", `${to}.${output}`, `by ${at}`].join(" "),
  );
  expect(short).toEqual([
    "room/clock talks to room/lamp.url by uses.AGAIN",
    "room/clock needs room/lamp.url by uses.LAMP.text[0]",
    "room/door talks to room/clock. by serves[0]",
    "room/door needs room/lamp. by needs[0]",
  ]);
});

test("what is said of a system is kept by type and name; what is planned is future", () => {
  const { system } = build((s) => {
    s.room(1);
    s.reference("a book", { url: "https://example.com/" });
    s.future("cellar", { term: "long", says: "a cellar" });
    s.claim("LIGHT-1", { says: "is bright", by: ["measured"] });
  });
  expect(system.statements.map(({ type, id, phase }) => `${phase} ${type} ${id}`)).toEqual([
    "current claim LIGHT-1",
    "future future cellar",
    "current reference a book",
  ]);
});

test("the profile decides what is described", () => {
  const definition = testSystem("house", { profiles: ["full", "small"] }, (s, profile) => {
    s.room(profile === "full" ? 3 : 1);
  });
  expect(definition.profiles).toEqual(["full", "small"]);
  const floors = definition.profiles.map(
    (profile) => definition.build({ profile }).system.nodes.get("room")?.props.floor,
  );
  expect(floors).toEqual([3, 1]);
});

test("all that is wrong is told at once, each with file and line", () => {
  const { findings } = build((s) => {
    const room = s.room(1);
    room.smallThing("Lamp");
    room.smallThing("clock", { count: 0 });
    room.smallThing("door", { every: "-5s" });
    room.smallThing("clock");
    s.budget("month", { perMonth: "$-1", alertAt: [] });
  });
  const line = Number(findings[0]?.where?.line);
  expect(findings.map(({ rule, on, where }) => [rule, on, where?.file, where?.line])).toEqual([
    ["name", "room/Lamp", thisFile, line],
    ["duplicate-name", "room/clock", thisFile, line + 3],
    ["property", "room/clock", thisFile, line + 1],
    ["quantity", "room/door", thisFile, line + 2],
    ["quantity", "budget:month", thisFile, line + 4],
  ]);
  expect(findings.map((finding) => finding.says)).toEqual([
    '"Lamp" cannot be the name of a small-thing: use lower-case letters, digits and hyphens,' +
      " at most 63, a letter or digit at both ends",
    `"room/clock" is made twice: small-thing at ${thisFile}:${line + 1}, and small-thing;` +
      " give one another name",
    '"room/clock": count must be from 1, not 0',
    '"room/door": "-5s" is not a duration; write e.g. "250ms", "90s", "15m", "36h"',
    '"budget:month": "$-1" is not an amount of money; write e.g. "$150"',
  ]);
  expect(findings.every(({ severity }) => severity === "error")).toBe(true);
});

test("a name is a label of at most 63 characters", () => {
  const bad = ["", "-lamp", "lamp-", "a.b", "a/b", "ä", "x".repeat(64)];
  for (const name of bad) {
    expect(says((s) => s.room(1).smallThing(name))[0]).toStartWith(`"${name}" cannot be the name`);
  }
  for (const name of ["a", "0", "a-b-9", "x".repeat(63)]) {
    expect(says((s) => s.room(1).smallThing(name))).toEqual([]);
  }
  expect(built(testSystem("My House", {}, () => {})).findings[0]?.says).toStartWith(
    '"My House" cannot be the name of a system: use lower-case letters',
  );
});

test("a statement said twice is told at the second, with the place of the first", () => {
  const { findings } = build((s) => {
    s.future("cellar", { term: "long", says: "a cellar" });
    s.future("cellar", { term: "short", says: "a cellar, soon" });
  });
  const line = Number(findings[0]?.where?.line);
  expect(findings.map((finding) => finding.says)).toEqual([
    `future "cellar" is said twice, first at ${thisFile}:${line - 1}; rename one`,
  ]);
});

test("a circle of needs is told as its path", () => {
  const ref = (name: string) =>
    ({ ref: `room/${name}`, kind: "small-thing", output: "url" }) as const;
  const found = says((s) => {
    const room = s.room(1);
    room.smallThing("queue", { uses: { NEXT: ref("worker") } });
    room.smallThing("api", { uses: { NEXT: ref("queue") } });
    room.smallThing("worker", { uses: { NEXT: ref("api") } });
  });
  expect(found).toEqual([
    "a start-up cycle: room/api -> room/queue -> room/worker -> room/api." +
      " Wrap one reference in talksTo(…): traffic that does not decide start order",
  ]);
});

test("a reference to a thing of another system is told, in things and in statements", () => {
  let elsewhere: Ref<"small-thing", ""> = { ref: "", kind: "small-thing", output: "" };
  build((s) => {
    elsewhere = s.room(1).smallThing("lamp");
  });
  const found = says((s) => {
    s.room(1).smallThing("clock", { serves: [elsewhere] });
    s.objective("bright", { of: elsewhere, throughput: "1/s" });
  });
  expect(found).toEqual([
    '"room/clock" refers to "room/lamp", which is not in "house"; make it in the same description',
    '"objective:bright": of refers to "room/lamp", which is not in "house"',
  ]);
});

test("a value that is no plain data is told with its path, and the rest is still built", () => {
  const { system, findings } = build((s) => {
    const room = s.room(1);
    room.smallThing("lamp", { count: Number.NaN });
    room.smallThing("clock");
  });
  expect(findings.map(({ rule, says: said, where }) => [rule, said, where?.file])).toEqual([
    [
      "plain-data",
      '"room/lamp": count is NaN; a system is plain data: text, numbers,' +
        " true or false, lists and records of them, and references",
      thisFile,
    ],
  ]);
  expect([...system.nodes.keys()]).toEqual(["room", "room/clock", "room/lamp"]);
});

test("what the description itself throws is not swallowed", () => {
  expect(() =>
    build(() => {
      throw new Error("out of milk");
    }),
  ).toThrow("out of milk");
});

const isDeeplyFrozen = (value: unknown): boolean =>
  typeof value !== "object" ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen));

test("no part of a built system can be changed", () => {
  const props = { count: 2, uses: { A: "a" } };
  const { system } = build((s) => {
    const lamp = s.room(1).smallThing("lamp", props);
    s.flow("evening", { says: "on and off", hops: ["internet", lamp] });
  });
  props.uses.A = "b";
  expect(system.nodes.get("room/lamp")?.props.uses).toEqual({ A: "a" });
  expect(Object.isFrozen(system)).toBe(true);
  for (const part of [...system.nodes.values(), system.edges, system.statements]) {
    expect(isDeeplyFrozen(part)).toBe(true);
  }
});

interface Order {
  readonly alone: readonly string[];
  readonly using: readonly string[];
  readonly said: readonly string[];
  readonly statementsFirst: boolean;
}

/** Things that stand alone, then things that use some of them: each half in any order. */
const order: fc.Arbitrary<Order> = fc.record({
  alone: fc.shuffledSubarray(["a", "b", "c", "d", "e"], { minLength: 5 }),
  using: fc.shuffledSubarray(["v", "w", "x", "y", "z"], { minLength: 5 }),
  said: fc.shuffledSubarray(["one", "two", "three"], { minLength: 3 }),
  statementsFirst: fc.boolean(),
});

const written = ({ alone, using, said, statementsFirst }: Order): string => {
  const { system } = build((s) => {
    const say = () => {
      for (const id of said) s.future(id, { says: id, term: "long" });
    };
    if (statementsFirst) say();
    const room = s.room(1);
    const made = Object.fromEntries(alone.map((name) => [name, room.smallThing(name)]));
    const { a, b } = made;
    if (!a || !b) throw new Error("a and b are always made");
    for (const name of using) {
      const uses = statementsFirst ? { A: a.url, B: b.url } : { B: b.url, A: a.url };
      room.smallThing(name, statementsFirst ? { uses, count: 2 } : { count: 2, uses });
    }
    if (!statementsFirst) say();
  });
  return JSON.stringify(toJson(system, { where: false }));
};

test("the order of writing leaves no trace, to the byte", () => {
  fc.assert(
    fc.property(order, order, (one, other) => {
      expect(written(one)).toBe(written(other));
    }),
  );
});

test("ten times as many things take about ten times as long, not a hundred", () => {
  const timeMs = (count: number): number => {
    const startMs = performance.now();
    const { findings } = build((s) => {
      const room = s.room(1);
      let last = room.smallThing("t0");
      for (let i = 1; i < count; i++) last = room.smallThing(`t${i}`, { uses: { LAST: last.url } });
    });
    expect(findings).toEqual([]);
    return performance.now() - startMs;
  };
  timeMs(1_000);
  const small = Math.min(timeMs(1_000), timeMs(1_000), timeMs(1_000));
  const large = Math.min(timeMs(10_000), timeMs(10_000));
  expect(large / small).toBeLessThan(40);
}, 20_000);
