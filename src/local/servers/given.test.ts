import { expect, test } from "bun:test";
import { build } from "#plinth/kinds/testing.ts";
import { refusalOf } from "../../../test/refusal-of.ts";
import { tempProject } from "../../../test/temp-project.ts";
import { planOf } from "../plan/plan.ts";
import { givenNotes, withGiven } from "./given.ts";

const { system } = build((s) => {
  const aws = s.aws("us-east-1", { zones: 2 });
  const vpc = (name: string) =>
    aws.network(name, { cidr: "10.0.0.0/16", publicSubnets: [], privateSubnets: [], nat: "none" });
  const postgres = {
    version: 18,
    instance: "db.t3.micro",
    storage: "20GiB",
    standby: true,
  } as const;
  vpc("one").postgres("main-db", postgres).database("stock");
  vpc("two").postgres("other", postgres);
  vpc("three").postgres("other", postgres);
});
const plan = planOf(system);
const node = "aws/one/main-db";

test("a server that an address is given of has no members here, and its user's name and password", () => {
  const { servers, given } = withGiven(plan, {
    PLINTH_SERVER_MAIN_DB: "postgres://ada:s%20t@db.example:6000/start",
  });
  expect(servers.get(node)).toMatchObject({ members: 0, access: { user: "ada", path: "start" } });
  expect(given.get(node)).toMatchObject({ host: "db.example", port: 6000, password: "s t" });
  expect(servers.get("aws/two/other")).toEqual(plan.servers.get("aws/two/other"));
});

test("what is said of it has no password in it", () => {
  const notes = givenNotes(
    withGiven(plan, { PLINTH_SERVER_MAIN_DB: "postgresql://ada:secret@db.example" }),
  );
  expect(notes).toEqual([
    `"${node}" is not run here: it is the one at db.example:5432 (PLINTH_SERVER_MAIN_DB); its databases ` +
      "and their roles are made there.",
  ]);
});

test("an address can be in a file, and a longer end of an id tells two nodes apart", () => {
  using project = tempProject({ address: "postgres://ada@db.example\n" });
  const variables = { PLINTH_SERVER_TWO_OTHER_FILE: project.at("address") };
  expect([...withGiven(plan, variables).given.keys()]).toEqual(["aws/two/other"]);
});

test("what could be two servers, what is no address of it and what cannot be read are refused", async () => {
  const saidOf = async (variables: Record<string, string>) =>
    (await refusalOf(async () => withGiven(plan, variables))).said;
  expect(await saidOf({ PLINTH_SERVER_OTHER: "postgres://ada@db.example" })).toBe(
    'PLINTH_SERVER_OTHER could be "aws/three/other" and "aws/two/other"; write more of its id',
  );
  expect(await saidOf({ PLINTH_SERVER_MAIN_DB: "mysql://ada:secret@db.example" })).toBe(
    "PLINTH_SERVER_MAIN_DB is no address of this server; expected postgres://user:password@host:5432/…",
  );
  expect(await saidOf({ PLINTH_SERVER_MAIN_DB_FILE: "/nowhere/at/all" })).toContain(
    "cannot be read",
  );
});

test("a variable that means no server of this system changes nothing", () => {
  expect(withGiven(plan, { PLINTH_SERVER_QUEUE: "amqp://a@b" })).toBe(plan);
});
