/** The bill of SimpleTimeService, against what was worked out by hand (findings B-TIME-04 to 19). */
import { expect, test } from "bun:test";
import asWritten from "../../systems/simple-time-service/as-written.ts";
import works from "../../systems/simple-time-service/system.ts";
import { type Bill, billOf } from "./bill.ts";
import { at, terms, usualOf } from "./testing.ts";
import { asIf } from "./what-if.ts";

const written = asWritten.build({ profile: "production" }).system;

/** The sum of all that does not depend on callers and is no fraction of a cent, USD. */
const sumOf = ({ lines }: Bill, ...groups: readonly string[]): number =>
  lines
    .filter(({ group }) => groups.includes(group))
    .reduce((sum, { usdPerMonth }) => sum + (usdPerMonth?.usual ?? 0), 0);

const thoseOfTheTable = [
  "control plane",
  "machines",
  "nat",
  "balancer",
  "disk",
  "addresses",
  "transfer",
];

test("the document's shape is $258 in its own region, line by line (B-TIME-04, B-TIME-05)", () => {
  const bill = billOf(written, terms);
  expect(usualOf(bill.lines, "control plane")).toBe(73);
  expect(usualOf(bill.lines, "machines, t3.medium")).toBe(72.42);
  expect(usualOf(bill.lines, "NAT gateways")).toBe(70.08);
  expect(usualOf(bill.lines, "balancer")).toBe(18.4);
  expect(usualOf(bill.lines, "disks, gp3")).toBe(9.6);
  expect(sumOf(bill, "addresses")).toBeCloseTo(14.6, 6);
  expect(sumOf(bill, ...thoseOfTheTable)).toBeCloseTo(258.1, 1);
});

test("it is $238 in us-east-1", () => {
  const bill = billOf(asIf(written, { region: "us-east-1" }), terms);
  expect(sumOf(bill, ...thoseOfTheTable)).toBeCloseTo(238.47, 1);
});

test("50 GB sent to callers are free, for the first 100 are (B-TIME-04)", () => {
  const line = billOf(written, at(47.6)).lines.find(({ item }) => item === "sent to callers");
  expect(line?.units?.usual).toBeCloseTo(50, 0);
  expect(line?.freeUnits?.usual).toBeCloseTo(50, 0);
  expect(line?.usdPerMonth?.usual).toBe(0);
});

test("extended support is $438 for the control plane, $623 in all (B-TIME-01, B-TIME-05)", () => {
  const bill = billOf(asIf(written, { support: "extended" }), terms);
  expect(usualOf(bill.lines, "control plane")).toBe(438);
  expect(sumOf(bill, ...thoseOfTheTable)).toBeCloseTo(623.1, 1);
});

test("development has a floor of $126 before any machine, so $100 cannot be met (B-TIME-06)", () => {
  const bill = billOf(asWritten.build({ profile: "development" }).system, terms);
  const floor = ["control plane", "NAT gateways", "balancer"].map((item) =>
    usualOf(bill.lines, item),
  );
  expect(floor).toEqual([73, 35.04, 18.4]);
});

test("development without NAT is about $113", () => {
  const bill = billOf(works.build({ profile: "development" }).system, terms);
  expect(bill.usdPerMonth.usual).toBeGreaterThan(113);
  expect(bill.usdPerMonth.usual).toBeLessThan(114);
});

test("four machines in place of two are $82 more (B-TIME-07)", () => {
  const { lines } = billOf(written, terms);
  const more = ["machines, t3.medium", "disks, gp3"].map((item) => {
    const usd = lines.find((line) => line.item === item)?.usdPerMonth;
    return (usd?.max ?? 0) - (usd?.min ?? 0);
  });
  expect(more.reduce((a, b) => a + b)).toBeCloseTo(82, 0);
});

test("100,000 requests a second are 198 capacity units and 105 TB sent out (B-TIME-19)", () => {
  const { lines, usdPerMonth } = billOf(written, at(100_000));
  expect(usualOf(lines, "capacity of the balancer")).toBe(1156.32);
  const sent = lines.find(({ item }) => item === "sent to callers");
  expect(sent?.units?.usual).toBeCloseTo(105_120, 0);
  expect(usualOf(lines, "sent to callers")).toBe(8168.6);
  expect(usdPerMonth.usual).toBeGreaterThan(40 * 234);
});

test("at the document's own 50 µs a request, four machines still pay for processors", () => {
  const load = { ...at(100_000).load, cpuMicrosPerRequest: 50 };
  const { lines } = billOf(written, { ...terms, load });
  const line = lines.find(({ item }) => item === "processors above the baseline");
  // 5 vCPU are needed, 0.4 a machine are included: (5 − 1.6) and (5 − 0.8) × 730 h × $0.05.
  expect(line?.usdPerMonth?.min).toBeCloseTo(124.1, 1);
  expect(line?.usdPerMonth?.max).toBeCloseTo(153.3, 1);
});

test("what depends on a load is unknown without one, and names the flag", () => {
  const { lines, unknownLines } = billOf(written, { ...terms, load: { ...terms.load } });
  const sent = lines.find(({ item }) => item === "sent to callers");
  expect(sent?.usdPerMonth).toBeUndefined();
  expect(sent).toMatchObject({ unknown: "depends on --rate", missing: "--rate" });
  expect(unknownLines).toBe(lines.filter(({ usdPerMonth }) => usdPerMonth === undefined).length);
});

test("what the model cannot tell is unknown until somebody says it", () => {
  const item = "data through NAT";
  expect(usualOf(billOf(written, terms).lines, item)).toBeUndefined();
  expect(usualOf(billOf(written, { ...terms, known: { [item]: 20 } }).lines, item)).toBe(0.96);
});

test("a price that the book does not have makes its lines unknown, and is said once", () => {
  const machines = written.nodes.get("aws/vpc/main/machines");
  if (!machines) throw new Error("the machines are gone");
  const odd = { ...machines, props: { ...machines.props, type: "m5.large" } };
  const nodes = new Map([...written.nodes, [odd.id, odd]]);
  const bill = billOf({ ...written, nodes }, terms);
  expect(bill.lines.find(({ item }) => item === "machines, m5.large")).toMatchObject({
    unknown: "no price of ec2.m5.large.hour in us-west-1",
  });
  expect(bill.complaints).toEqual([
    'no price of "ec2.m5.large.hour" in us-west-1: its lines are unknown; take a newer Plinth',
  ]);
});

test("a book that is past its day is said", () => {
  expect(billOf(written, { ...terms, day: "2027-05-31" }).complaints).toEqual([]);
  expect(billOf(written, { ...terms, day: "2027-06-01" }).complaints).toContainEqual(
    expect.stringMatching(/^the book "prices\/aws\/us-west-1" was written on 2026-11-21/),
  );
});

test("an account with the old free tier had a balancer for nothing, while there was one", () => {
  const account = written.nodes.get("aws");
  if (!account) throw new Error("the account is gone");
  const legacy = { ...account, props: { ...account.props, freeTier: "legacy-12m" } };
  const system = { ...written, nodes: new Map([...written.nodes, [legacy.id, legacy]]) };
  const balancer = (day: "2026-07-14" | "2026-07-15") =>
    usualOf(billOf(system, { ...terms, day }).lines, "balancer");
  expect([balancer("2026-07-14"), balancer("2026-07-15")]).toEqual([0, 18.4]);
});
