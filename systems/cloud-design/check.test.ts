import { expect, test } from "bun:test";
import { judgeSystem } from "#plinth/check/judge-system.ts";
import { rules } from "#plinth/check/registry.gen.ts";
import { reportOf } from "#plinth/check/report.ts";
import type { SystemDefinition } from "#plinth/model/build.ts";
import type { Day } from "#plinth/model/day.ts";
import { expectGolden } from "../../test/golden.ts";
import asWritten from "./as-written.ts";
import description from "./system.ts";

const day: Day = "2026-11-21";

const reportFor = ({ name, profiles, build }: SystemDefinition) => {
  const verdicts = profiles.map((profile) => judgeSystem(build({ profile }), rules, day));
  return reportOf(name, verdicts, { day, whole: true });
};

const written = reportFor(asWritten);

const readme = await Bun.file(`${import.meta.dir}/README.md`).text();
const rows = [...readme.matchAll(/^\| (B-(?:CLOUD|X)-\d+) \| (.*?) ?\| (.*?) ?\|$/gm)].map(
  ([, id = "", by = "", whyNot = ""]) => ({
    id,
    by: [...by.matchAll(/`([^`]+)`/g)].map(([, rule = ""]) => rule),
    whyNot,
  }),
);

test("what is found of the document is as reviewed", async () => {
  const found = written.lines.map(({ rule, on, says }) => `${rule} on ${on}: ${says}`);
  await expectGolden(`${import.meta.dir}/golden/as-written.txt`, `${found.join("\n")}\n`);
});

test("every error of the document has a row, in order", () => {
  const ids = Array.from({ length: 27 }, (_, i) => `B-CLOUD-${String(i + 1).padStart(2, "0")}`);
  const shared = ["B-X-01", "B-X-02", "B-X-03", "B-X-04", "B-X-05", "B-X-06", "B-X-08"];
  expect(rows.map(({ id }) => id)).toEqual([...ids, ...shared]);
});

test.each(rows.map((row) => [row.id, row] as const))(
  "%s is found by the rules that its row names, or says why not",
  (_, { by, whyNot }) => {
    if (by.length === 0) expect(whyNot).not.toBe("");
    const found = new Set(written.lines.map(({ rule }) => rule));
    expect(by.filter((rule) => !found.has(rule))).toEqual([]);
  },
);

test("the document's values are kept, wrong ones included", () => {
  const { nodes } = asWritten.build({ profile: "prod" }).system;
  const props = (id: string) => nodes.get(id)?.props;
  expect(props("aws/vpc")).toMatchObject({ cidr: "10.0.0.0/16", nat: "none" });
  expect(props("aws/vpc/main")).toMatchObject({
    servers: { type: "t3.medium", count: 1 },
    agents: { type: "t3.small", count: 2 },
  });
  expect(props("aws/vpc/main/rabbitmq")).toEqual({ version: "3.12", members: 1 });
  expect(props("aws/vpc/db")).toMatchObject({ version: 15, instance: "db.t3.micro" });
  expect(props("aws/vpc/main/billing")).toMatchObject({
    nodePort: 30002,
    scale: { min: 2, max: 5, cpu: "70%", memory: "80%" },
  });
});

/** What is found when the balancer has these routes besides its own. */
const foundWith = (routes: Readonly<Record<string, unknown>>, profile: string) => {
  const built = description.build({ profile });
  const alb = built.system.nodes.get("aws/vpc/alb");
  if (!alb) throw new Error("the system has no balancer");
  const props = { ...alb.props, routes: { ...(alb.props.routes as object), ...routes } };
  const nodes = new Map([...built.system.nodes, [alb.id, { ...alb, props }]]);
  const verdict = judgeSystem({ ...built, system: { ...built.system, nodes } }, rules, day);
  return verdict.found.filter(({ rule }) => rule === "entry-not-bypassed");
};

test.each([...description.profiles])(
  "the document's two other routes lead around the gateway, and check says so in %s",
  (profile) => {
    const to = (name: string) => ({ kind: "service", ref: `aws/vpc/main/${name}`, output: "" });
    const document = { "/inventory/*": to("inventory"), "/billing/*": to("billing") };
    expect(foundWith({}, profile)).toEqual([]);
    const found = foundWith(document, profile);
    const around = (path: string, name: string): string =>
      `route "${path}" reaches "aws/vpc/main/${name}" around "aws/vpc/main/api-gateway"`;
    expect(found.map(({ on, severity }) => [severity, on])).toEqual([
      ["error", "aws/vpc/alb"],
      ["error", "aws/vpc/alb"],
    ]);
    expect(found[0]?.says).toStartWith(around("/inventory/*", "inventory"));
    expect(found[1]?.says).toStartWith(around("/billing/*", "billing"));
  },
);
