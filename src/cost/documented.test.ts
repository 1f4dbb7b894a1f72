import { expect, test } from "bun:test";
import asWritten from "../../systems/simple-time-service/as-written.ts";
import { billOf, type Terms } from "./bill.ts";
import { type Beside, besideOf } from "./documented.ts";
import { at, terms } from "./testing.ts";
import { asIf } from "./what-if.ts";

const beside = (profile: string, given: Terms = at(48)): readonly Beside[] => {
  const { system } = asWritten.build({ profile });
  const reference = billOf(asIf(system, { region: "us-east-1" }), given);
  return besideOf(system, billOf(system, given), reference);
};

const whyOf = (tables: readonly Beside[], item: string): string | undefined =>
  tables.flatMap(({ lines }) => lines).find((line) => line.item === item)?.why;

test("what was priced for another region is told (B-TIME-04)", () => {
  const tables = beside("production");
  for (const item of ["2 machines", "2 NAT gateways", "100 GB of disk"]) {
    expect([item, whyOf(tables, item)]).toEqual([item, "it is the price of us-east-1"]);
  }
  expect(whyOf(tables, "control plane")).toBe("");
  expect(whyOf(tables, "balancer")).toBe("it leaves room for more load");
});

test("what is free is told, and how much of it (B-TIME-04)", () => {
  expect(whyOf(beside("production"), "50 GB sent out")).toBe("all of its 50 GB a month are free");
});

test("what is not known without a load is not compared", () => {
  const lines = beside("production", terms).flatMap((table) => table.lines);
  const line = lines.find(({ item }) => item === "50 GB sent out");
  expect(line?.usdPerMonth).toBeUndefined();
  expect(line?.why).toBe("depends on --rate");
});

test("what the document leaves out is added (B-TIME-05)", () => {
  const lines = beside("production").flatMap((table) => table.lines);
  const added = lines.filter(({ documentedUsd }) => documentedUsd === undefined);
  expect(added.map(({ item }) => item)).toEqual(["addresses", "keys"]);
});

test("a load that the document does not pay for is told (B-TIME-19)", () => {
  const tables = beside("production", at(100_000));
  expect(whyOf(tables, "50 GB sent out")).toBe("it does not pay for such a load");
});

test("a total below its own floor is told (B-TIME-06)", () => {
  const [table, ...more] = beside("development");
  expect(more).toEqual([]);
  expect(table).toMatchObject({ document: "development", documentedUsd: 100, lines: [] });
  expect(table?.why).toBe("what neither scales nor moves with a market is over $138 already");
});

test("a table is shown for the profile that it names, and for the first when it names none", () => {
  expect(beside("production").map(({ document }) => document)).toEqual(["production", "table"]);
  expect(beside("development").map(({ document }) => document)).toEqual(["development"]);
});
