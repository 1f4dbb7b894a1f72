import { expect, test } from "bun:test";
import { complaints, localPart } from "../testing.ts";
import type { PostgresProps } from "./props.ts";

const network = {
  cidr: "10.0.0.0/16",
  publicSubnets: [],
  privateSubnets: [],
  nat: "none",
} as const;

const whole: PostgresProps = { version: 15, instance: "db.t3.micro", storage: "20GiB" };

const says = (props: Partial<PostgresProps>): string[] =>
  complaints((s) =>
    s
      .aws("us-east-1")
      .network("vpc", network)
      .postgres("db", { ...whole, ...props }),
  );

test("a server that says all it can say is in order", () => {
  const backup = { retention: "7d", pointInTime: true } as const;
  expect(says({ standby: true, maxConnections: 80, backup, encrypted: true })).toEqual([]);
});

const cases: readonly (readonly [string, Partial<PostgresProps>, string])[] = [
  ["half a version", { version: 15.3 }, "version must be a major version from 11, not 15.3"],
  ["a small disk", { storage: "5GiB" }, "storage 5GiB is under RDS' 20GiB"],
  [
    "backups for ever",
    { backup: { retention: "36d" } },
    'backup.retention "36d" must be whole days, at most 35, as RDS keeps them',
  ],
  [
    "no room for connections",
    { maxConnections: 2 },
    "maxConnections must be a whole number from 6, not 2",
  ],
];

test.each(cases)("%s is found", (_name, props, said) => {
  expect(says(props)).toEqual([said]);
});

test("here it is one server, or a primary and its standby", () => {
  const members = (standby: boolean): unknown =>
    localPart("aws/vpc/db", (s) => {
      const vpc = s.aws("us-east-1").network("vpc", network);
      vpc.postgres("db", { ...whole, standby, maxConnections: 80 });
    });
  expect(members(false)).toMatchObject({ members: 1, settings: { max_connections: "80" } });
  expect(members(true)).toMatchObject({ members: 2, engine: "postgres" });
});

test("a database belongs to its server and to a role of its own", () => {
  const part = localPart("aws/vpc/db/stock", (s) => {
    const vpc = s.aws("us-east-1").network("vpc", network);
    vpc.postgres("db", whole).database("stock", { connections: 20 });
  });
  const access = { user: "stock", path: "stock" };
  expect(part).toEqual({ part: "database", server: "aws/vpc/db", access, connections: 20 });
});

test("a database that nobody may connect to is found", () => {
  const found = complaints((s) => {
    const vpc = s.aws("us-east-1").network("vpc", network);
    vpc.postgres("db", whole).database("stock", { connections: 0 });
  });
  expect(found).toEqual(["connections must be a whole number from 1, not 0"]);
});
