import { expect, test } from "bun:test";
import { build } from "#plinth/kinds/testing.ts";
import { planOf } from "../plan/plan.ts";
import { connectionsOf, endpointsOf } from "./connections.ts";

const { system } = build((s) => {
  const aws = s.aws("us-east-1", { zones: 2 });
  const vpc = aws.network("vpc", {
    cidr: "10.0.0.0/16",
    publicSubnets: [],
    privateSubnets: [],
    nat: "none",
  });
  vpc.postgres("db", { version: 18, instance: "db.t3.micro", storage: "20GiB" }).database("stock");
  aws.secret("token");
  s.kubernetes("main").rabbitmq("orders", { version: "4.2" });
});

const plan = planOf(system);
const listening = new Map(
  [
    ["aws/vpc/db:postgres", 5432] as const,
    ["main/orders:amqp", 5672] as const,
    ["main/orders:management", 15672] as const,
  ].map(([door, port]) => [door, { host: "127.0.0.1", port }]),
);
const of = (node: string) => connectionsOf(plan, listening, () => "pw", node);

test("a database is connected to by its role, password and name", () => {
  expect(of("aws/vpc/db/stock").map(({ text }) => text)).toEqual([
    "postgres://stock:pw@127.0.0.1:5432/stock",
  ]);
});

test("a broker is connected to by its protocol first, and has its management for people", () => {
  expect(of("main/orders").map(({ port, text }) => [port, text])).toEqual([
    ["amqp", "amqp://orders:pw@127.0.0.1:5672/"],
    ["management", "http://orders:pw@127.0.0.1:15672"],
  ]);
});

test("what everybody sees has users and no passwords, and nothing of a secret", () => {
  expect(of("aws/token").map(({ text }) => text)).toEqual(["pw"]);
  expect(endpointsOf(plan, listening, "aws/token")).toEqual([]);
  expect(endpointsOf(plan, listening, "main/orders")).toEqual([
    "amqp://orders@127.0.0.1:5672/",
    "http://orders@127.0.0.1:15672",
  ]);
});

test("a door that does not listen is none", () => {
  expect(connectionsOf(plan, new Map(), () => "pw", "aws/vpc/db/stock")).toEqual([]);
});
