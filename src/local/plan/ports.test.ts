import { afterEach, expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import { refusalOf } from "../../../test/refusal-of.ts";
import { type LocalPlan, planOf } from "./plan.ts";
import { choosePorts, otherPortFor } from "./ports.ts";
import { nodePortDoor } from "./routing.ts";

const listeners: { stop(closes: boolean): void }[] = [];
afterEach(() => {
  for (const each of listeners.splice(0)) each.stop(true);
});

/** One of Kubernetes' range that other runs of this test are not likely to ask for. */
const nodePort = 30_000 + (process.pid % 2_700);

/** Holds a port until the test is over. */
const hold = (port = 0): number => {
  const listener = Bun.listen({ hostname: "127.0.0.1", port, socket: { data() {} } });
  listeners.push(listener);
  return listener.port;
};

/** A port that nobody holds just now. */
const freed = (): number => {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  listener.stop(true);
  return listener.port;
};

interface Shape {
  readonly asked?: number;
  readonly doors?: readonly string[];
  readonly callers?: readonly string[];
}

const planned = ({ asked, doors = ["door"], callers = ["a"] }: Shape = {}): LocalPlan => {
  const shop = system("shop", {}, (s) => {
    const main = s.kubernetes("main");
    const web = main.service("web", { command: "web", port: 80, nodePort });
    for (const caller of callers) {
      main.service(caller, { command: "x", port: 80, env: { WEB: web.url } });
    }
    for (const door of doors) {
      main.gateway(door, { routes: { "/*": web }, ...(asked !== undefined && { port: asked }) });
    }
  });
  return planOf(shop.build({ profile: "default", root: "/" }).system);
};

const edge = (caller: string): string => `main/${caller} -> main/web`;

test("a port that is asked for and free is taken, and nothing is noted", async () => {
  const port = freed();
  const { doors, edges, nodePorts, notes } = await choosePorts(planned({ asked: port }), false);
  expect(doors).toEqual(new Map([["main/door", port]]));
  expect(nodePorts).toEqual(new Map([["main/web", nodePort]]));
  expect([...edges.keys()]).toEqual([edge("a")]);
  expect(notes).toEqual([]);
});

test("a port that is taken is explained: by whom, and which other is chosen", async () => {
  const port = hold();
  const plan = planned({ asked: port });
  const { doors, notes } = await choosePorts(plan, true);
  const [note = ""] = notes;
  expect(note).toStartWith(`"main/door" asks for port ${port}, which `);
  expect(note).toContain(
    `(pid ${process.pid}) holds; it listens on ${doors.get("main/door")} instead.`,
  );
  const { kind, said } = await refusalOf(() => choosePorts(plan, false));
  expect(kind).toBe("environment");
  expect(said).toEndWith("Free it, or leave out --no-other-ports to have another one chosen");
});

test("no two doors get the same port, and balancers call from addresses of their own", async () => {
  const plan = planned({ doors: ["one", "two", "three"], callers: ["a", "b", "c"] });
  const { doors, edges, nodePorts, sources } = await choosePorts(plan, true);
  const all = [...doors.values(), ...edges.values(), ...nodePorts.values()];
  expect(new Set(all).size).toBe(all.length);
  expect(new Set(sources.values()).size).toBe(process.platform === "linux" ? 3 : 1);
});

test("a changed description keeps the ports of what it had, and gets some for what is new", async () => {
  const before = planned({ doors: ["one", "two"], callers: ["a"] });
  const ports = await choosePorts(before, true);
  for (const port of [...ports.doors.values(), ...ports.edges.values()]) hold(port);
  const after = planned({ doors: ["two", "three"], callers: ["a", "b"] });
  const next = await choosePorts(after, true, { plan: before, ports });
  expect([...next.doors.keys()].sort()).toEqual(["main/three", "main/two"]);
  expect(next.doors.get("main/two")).toBe(ports.doors.get("main/two") ?? 0);
  expect(next.sources.get("main/two")).toBe(ports.sources.get("main/two") ?? "");
  expect(next.edges.get(edge("a"))).toBe(ports.edges.get(edge("a")) ?? 0);
  expect([...ports.doors.values()]).not.toContain(next.doors.get("main/three") ?? 0);
  expect(new Set(next.sources.values()).size).toBe(process.platform === "linux" ? 2 : 1);
});

test("a door that asks for another port than before moves there", async () => {
  const [first, second] = [freed(), freed()];
  const before = planned({ asked: first });
  const kept = { plan: before, ports: await choosePorts(before, true) };
  const next = await choosePorts(planned({ asked: second }), true, kept);
  expect(next.doors.get("main/door")).toBe(second);
});

test("a door that lost its port before it listened gets another, unless that one must be it", async () => {
  const plan = planned({});
  const kept = { plan, ports: await choosePorts(plan, true) };
  const lost = hold(kept.ports.doors.get("main/door"));
  const moved = await otherPortFor("main/door", kept, false);
  expect(moved?.doors.get("main/door")).not.toBe(lost);
  expect(moved?.notes).toEqual([]);
  expect(moved?.edges).toEqual(kept.ports.edges);

  const link = edge("a");
  const other = await otherPortFor(link, kept, false);
  expect(other?.edges.get(link)).not.toBe(kept.ports.edges.get(link) ?? 0);
  expect(await otherPortFor(nodePortDoor("main/web"), kept, false)).toBeUndefined();
  const onNode = await otherPortFor(nodePortDoor("main/web"), kept, true);
  expect(onNode?.nodePorts.get("main/web")).not.toBe(nodePort);
  expect(onNode?.notes.join()).toContain(`"main/web" asks for port ${nodePort}, which `);
});
