import { expect, test } from "bun:test";
import { build } from "#plinth/kinds/testing.ts";
import { neededBy, planOf } from "../plan/plan.ts";
import { addressesOf, textOf } from "../plan/resolve.ts";
import { type Ports, routingOf, serverDoor } from "../plan/routing.ts";

const { system, findings } = build((s) => {
  const aws = s.aws("us-east-1", { zones: 2 });
  const vpc = aws.network("vpc", {
    cidr: "10.0.0.0/16",
    publicSubnets: [],
    privateSubnets: [],
    nat: "none",
  });
  const db = vpc.postgres("db", { version: 18, instance: "db.t3.micro", storage: "20GiB" });
  const stock = db.database("stock");
  const main = vpc.k3s("main", {
    version: "1.36",
    servers: { type: "t3.medium", count: 1 },
    agents: { type: "t3.small", count: 2 },
  });
  const orders = main.rabbitmq("orders", { version: "4.2", members: 3 });
  const token = aws.secret("token");
  const env = { STOCK: stock.url, USER: stock.user, AMQP: orders.url, TOKEN: token.value };
  main.service("web", { command: "web", port: 80, env });
});

const plan = planOf(system);
const [web, stock, orders] = ["aws/vpc/main/web", "aws/vpc/db/stock", "aws/vpc/main/orders"];
const edges = new Map([
  [`${web} -> ${stock}`, 20_001],
  [`${web} -> ${orders}`, 20_002],
]);
const ports: Ports = {
  doors: new Map(),
  nodePorts: new Map(),
  servers: new Map([[serverDoor("aws/vpc/db", "postgres"), 5432]]),
  edges,
  sources: new Map(),
};

test("the description of these tests is well", () => {
  expect(findings).toEqual([]);
  expect([...plan.machines.keys()]).toEqual(["aws/vpc/main"]);
});

test("whoever uses a database waits for its server, over a link of its own", () => {
  expect(neededBy(plan, web).toSorted()).toEqual(["aws/vpc/db", orders]);
  expect(plan.edges.map(({ link }) => link).toSorted()).toEqual([...edges.keys()].toSorted());
});

test("a database is called through its link, by its own role and with its own password", () => {
  const addresses = addressesOf(ports, (node) => `secret-of-${node.split("/").at(-1)}`);
  const env = plan.workloads.get(web)?.env ?? {};
  const texts = Object.entries(env).map(([name, value]) => [
    name,
    textOf(plan, addresses, web, value),
  ]);
  expect(Object.fromEntries(texts)).toEqual({
    STOCK: "postgres://stock:secret-of-stock@127.0.0.1:20001/stock",
    USER: "stock",
    AMQP: "amqp://orders:secret-of-orders@127.0.0.1:20002/",
    TOKEN: "secret-of-token",
  });
});

test("a link to a database leads to the members of its server that serve", () => {
  const [node, host] = ["aws/vpc/db", "127.0.0.1"];
  const through = "postgres";
  const targets = [
    { node, through, id: "db-0", host, port: 1, ready: false },
    { node, through, id: "db-1", host, port: 2, ready: true },
    { node: orders, through: "management", id: "orders-0", host, port: 3, ready: true },
  ];
  const { groups } = routingOf(plan, ports, targets);
  const of = (door: string): unknown => groups.find(({ id }) => id === `${door}:targets`)?.targets;
  const both = [
    { id: "db-0", host, port: 1, ready: false },
    { id: "db-1", host, port: 2, ready: true },
  ];
  expect(of(`${web} -> ${stock}`)).toEqual(both);
  expect(of("aws/vpc/db:postgres")).toEqual(both);
  expect(of(`${web} -> ${orders}`)).toEqual([]);
  expect(of(`${orders}:management`)).toEqual([{ id: "orders-0", host, port: 3, ready: true }]);
});
