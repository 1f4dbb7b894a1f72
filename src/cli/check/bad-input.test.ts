/** What nobody can build or price: each verb that judges or ships ends in a sentence and a code. */
import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { type TempProject, tempProject } from "../../../test/temp-project.ts";
import { typed } from "../fixtures/fake-world.ts";

interface Cloud {
  readonly region?: string;
  readonly type?: string;
  readonly subnet?: string;
}

const projectOf = (cloud: Cloud): TempProject => {
  const { region = "us-west-1", type = "t3.medium", subnet = "10.0.1.0/24" } = cloud;
  return tempProject({
    "package.json": "{}",
    "system.ts": `import { system } from "plinth";
export default system("shop", {}, (s) => {
  const vpc = s.aws("${region}", { zones: 2 }).network("vpc", {
    cidr: "10.0.0.0/16", publicSubnets: ["10.0.0.0/24", "${subnet}"], privateSubnets: [], nat: "none",
  });
  vpc.eks("main", { version: "1.36" }).nodeGroup("machines", {
    type: "${type}", min: 2, max: 2, desired: 2, subnets: "public",
    image: "AL2023_x86_64_STANDARD", disk: { size: "20GiB", type: "gp3" },
  });
});
`,
  });
};

const unbuildable = [
  [
    "an unknown region",
    { region: "us-west-9" },
    'region "us-west-9" is not known; write e.g. "us-w',
  ],
  [
    "an unknown instance type",
    { type: "t9.medium" },
    'type "t9.medium" is not known; write e.g. "t',
  ],
  ["ranges that overlap", { subnet: "10.0.0.128/25" }, "10.0.0.0/24 and 10.0.0.128/25 overlap"],
] as const;

for (const [what, cloud, says] of unbuildable) {
  test.each([
    ["check", 4],
    ["synth", 3],
    ["synth --check", 3],
    ["cost", 3],
    ["diff", 3],
  ] as const)(`${what}: %s says which and where, and writes nothing`, async (words, exitCode) => {
    using project = projectOf(cloud);
    const ended = await typed(words, { cwd: project.root });
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.out + ended.err).toContain(says);
    expect(ended.out + ended.err).toMatch(/system\.ts:[36]/);
    expect(existsSync(project.at("out"))).toBe(false);
  });
}

test("a price that no book has is unknown in the bill and ends it in 6, and hinders nothing else", async () => {
  using project = projectOf({ type: "m5.large" });
  const cost = await typed("cost", { cwd: project.root });
  expect(cost.exitCode).toBe(6);
  expect(cost.err).toStartWith(
    'no price of "ec2.m5.large.hour" in us-west-1: its lines are unknown',
  );
  expect(cost.out).toMatch(/machines, m5\.large .* unknown/);
  expect((await typed("synth", { cwd: project.root })).exitCode).toBe(0);
});

test("a region without a price book ends in 6, and says which there are", async () => {
  using project = projectOf({ region: "eu-central-1" });
  const cost = await typed("cost", { cwd: project.root });
  expect([cost.exitCode, cost.out]).toEqual([6, ""]);
  expect(cost.err).toContain('there is no price book of "eu-central-1"; there are: us-east-1, ');
});
