import { expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import { fromJson, toJson } from "#plinth/model/json.ts";
import { talksTo, text } from "#plinth/model/ref.ts";
import { refusalOf } from "../../../test/refusal-of.ts";
import { revisionOf } from "../workloads/revision.ts";
import { neededBy, planOf } from "./plan.ts";
import { addressesOf, textOf } from "./resolve.ts";
import { nodeOfDoor, nodePortDoor, type Ports, routingOf } from "./routing.ts";

const shop = system("shop", {}, (s) => {
  const vpc = s.aws("us-west-1", { zones: 2 }).network("vpc", {
    cidr: "10.0.0.0/16",
    publicSubnets: ["10.0.1.0/24"],
    privateSubnets: ["10.0.2.0/24"],
    nat: "none",
  });
  const main = vpc.eks("main", { version: "1.36" });
  const stock = main.service("stock", { command: "stock", port: 80 });
  const shop = main.service("shop", {
    command: "shop",
    port: 80,
    nodePort: 30100,
    env: {
      STOCK: stock.url,
      AGAIN: text`${stock.host}:${stock.port}/x`,
      PROXIES: vpc.balancerAddresses,
    },
  });
  main.service("side", {
    command: "side",
    port: 80,
    env: { SHOP: talksTo(shop.url), PORT_OF: shop.nodePort },
  });
  const alb = vpc.loadBalancer("alb", { routes: { "/*": shop, "/stock/*": stock } });
  main.service("outside", { command: "outside", port: 80, env: { DOOR: alb.url } });
});

const { system: built, findings } = shop.build({ profile: "default", root: "/" });
const plan = planOf(built);
const id = (name: string): string => `aws/vpc/main/${name}`;

const ports: Ports = {
  doors: new Map([["aws/vpc/alb", 8080]]),
  nodePorts: new Map([[id("shop"), 30100]]),
  servers: new Map(),
  edges: new Map(plan.edges.map(({ link }, i) => [link, 20_000 + i])),
  sources: new Map([["aws/vpc/alb", "127.77.0.1"]]),
};

const addresses = addressesOf(ports, (node) => `secret-of-${node}`);

test("the description of these tests is well", () => {
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("a plan has what runs, and says why the rest does not", () => {
  expect([...plan.workloads.keys()].sort()).toEqual(["outside", "shop", "side", "stock"].map(id));
  expect([...plan.doors.keys()]).toEqual(["aws/vpc/alb"]);
  expect([...plan.places].sort()).toEqual(["aws", "aws/vpc", "aws/vpc/main"]);
  expect(plan.edges.map(({ link }) => link).sort()).toEqual([
    `${id("shop")} -> ${id("stock")}`,
    `${id("side")} -> ${id("shop")}`,
  ]);
});

test("what is needed is what is used, but for traffic that decides nothing", () => {
  expect(neededBy(plan, id("shop"))).toEqual([id("stock")]);
  expect(neededBy(plan, id("outside"))).toEqual(["aws/vpc/alb"]);
  expect(neededBy(plan, id("side"))).toEqual([id("shop")]);
  expect(neededBy(plan, id("stock"))).toEqual([]);
});

const rendered = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(plan.workloads.get(id(name))?.env ?? {}).map(([key, value]) => [
      key,
      textOf(plan, addresses, id(name), value),
    ]),
  );

test("a reference to a service is the door of its edge, one to a balancer its own", () => {
  const edge = ports.edges.get(`${id("shop")} -> ${id("stock")}`);
  expect(rendered("shop")).toEqual({
    STOCK: `http://127.0.0.1:${edge}`,
    AGAIN: `127.0.0.1:${edge}/x`,
    PROXIES: "127.77.0.1",
  });
  expect(rendered("outside")).toEqual({ DOOR: "http://127.0.0.1:8080" });
  expect(rendered("side").PORT_OF).toBe("30100");
});

test("a reference that has no value here is refused, with both ends", async () => {
  const ref = { ref: "aws/vpc", kind: "network", output: "nothing" };
  const { said, exitCode } = await refusalOf(() => textOf(plan, addresses, id("shop"), ref));
  expect(said).toBe(
    `"${id("shop")}" uses network "aws/vpc".nothing, which has no value on this machine`,
  );
  expect(exitCode).toBe(3);
});

const targets = ["shop-1", "shop-2", "stock-1"].map((name, i) => ({
  id: name,
  node: id(name.split("-")[0] ?? ""),
  host: "127.0.0.1",
  port: 19_000 + i,
  ready: i !== 1,
}));

test("every door leads to the replicas of its service, over a link of its own", () => {
  const { doors, groups, links } = routingOf(plan, ports, targets);
  expect(doors.map((door) => [door.id, door.protocol, door.port]).sort()).toEqual([
    ["aws/vpc/alb", "http", 8080],
    [`${id("shop")} -> ${id("stock")}`, "tcp", 20_000],
    [nodePortDoor(id("shop")), "tcp", 30100],
    [`${id("side")} -> ${id("shop")}`, "tcp", 20_001],
  ]);
  const linkIds = links.map((link) => link.id);
  expect(new Set(linkIds).size).toBe(linkIds.length);
  for (const { link } of [...doors, ...groups]) if (link) expect(linkIds).toContain(link);
  const groupIds = groups.map((group) => group.id);
  for (const door of doors) {
    const used = door.protocol === "tcp" ? [door.group] : door.rules.map(({ group }) => group);
    for (const group of used) expect(groupIds).toContain(group);
  }
  const alb = doors.find((door) => door.id === "aws/vpc/alb");
  expect(alb).toMatchObject({
    sourceAddress: "127.77.0.1",
    rules: [
      { path: "/stock/*", group: `aws/vpc/alb -> ${id("stock")}` },
      { path: "/*", group: `aws/vpc/alb -> ${id("shop")}` },
    ],
  });
  const toShop = groups.find((group) => group.id === `aws/vpc/alb -> ${id("shop")}`);
  expect(toShop?.targets.map((target) => [target.id, target.ready])).toEqual([
    ["shop-1", true],
    ["shop-2", false],
  ]);
  for (const door of doors) expect(built.nodes.has(nodeOfDoor(door.id))).toBe(true);
});

const making = (of: typeof plan, name: string) => ({
  node: id(name),
  part: of.workloads.get(id(name)) ?? ({} as never),
  program: { node: id(name), command: ["x"], cwd: "/", mark: "m", env: { B: "2", A: "1" } },
  copy: { root: "/", name: "shop", runId: "r", telemetry: { url: "u", token: "t" } },
  autoscalerSpeed: 1,
});

test("a revision is the same for a description read from JSON, and another for another program", () => {
  const again = planOf(fromJson(JSON.parse(JSON.stringify(toJson(built)))));
  for (const name of ["shop", "side", "stock", "outside"]) {
    expect(revisionOf(making(again, name), 0)).toBe(revisionOf(making(plan, name), 0));
  }
  const revision = revisionOf(making(plan, "shop"), 0);
  expect(revision).toMatch(/^[0-9a-f]{5}$/);
  expect(revisionOf(making(plan, "shop"), 1)).not.toBe(revision);
  const { part, program, ...rest } = making(plan, "shop");
  for (const changed of [
    { part, program: { ...program, mark: "n" } },
    { part, program: { ...program, env: { ...program.env, A: "2" } } },
    { part: { ...part, terminationGraceS: 7 }, program },
  ]) {
    expect(revisionOf({ ...rest, ...changed }, 0)).not.toBe(revision);
  }
});

test("a number of replicas, a pace of rollout and a node port make no other revision", () => {
  const { part, ...rest } = making(plan, "shop");
  const revision = revisionOf({ part, ...rest }, 0);
  for (const changed of [{ replicas: 9 }, { maxSurge: 2 }, { minReadyS: 5 }, { nodePort: 30200 }]) {
    expect(revisionOf({ ...rest, part: { ...part, ...changed } }, 0)).toBe(revision);
  }
});
