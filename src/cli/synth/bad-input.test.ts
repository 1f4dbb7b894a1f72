import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { tempProject } from "../../../test/temp-project.ts";
import { typed } from "../fixtures/fake-world.ts";

/** A description that no compiler has seen: line 2 makes the account, 3 the network, 5 the machines. */
const described = ({
  region = "eu-central-1",
  second = "10.0.1.0/24",
  type = "t3.medium",
  patch = "",
}): string => `import { system } from "plinth";
export default system("shop", {}, (s) => { const aws = s.aws("${region}", { zones: 2 });
  const vpc = aws.network("vpc", { cidr: "10.0.0.0/16", publicSubnets: ["10.0.0.0/24", "${second}"], privateSubnets: [], nat: "none"${patch} });
  const main = vpc.eks("main", { version: "1.36" });
  main.nodeGroup("machines", { type: "${type}", min: 1, desired: 1, max: 1, subnets: "public",
    image: "AL2023_x86_64_STANDARD", disk: { size: "20GiB", type: "gp3" } });
});
`;

test.each([
  [
    "ranges that overlap",
    { second: "10.0.0.128/25" },
    'system.ts:3: "aws/vpc": subnets 10.0.0.0/24 and 10.0.0.128/25 overlap (property)',
  ],
  [
    "a range outside of its network",
    { second: "10.1.0.0/24" },
    'system.ts:3: "aws/vpc": subnet 10.1.0.0/24 lies outside the network\'s 10.0.0.0/16 (property)',
  ],
  [
    "a region that there is not",
    { region: "mars-1" },
    'system.ts:2: "aws": region "mars-1" is not known; write e.g. "me-central-1" (property)',
  ],
  [
    "a type of machine that there is not",
    { type: "t3.huge" },
    'system.ts:5: "aws/vpc/main/machines": type "t3.huge" is not known; write e.g. "t3.nano" (property)',
  ],
  [
    "a patch for a resource that there is not",
    { patch: ', patch: { terraform: [{ resource: "aws_vpc.other", set: {} }] }' },
    'system.ts:3: "aws/vpc" patches aws_vpc.other, of which it has 0; it has aws_vpc.vpc, ',
  ],
] as const)(
  "%s: a sentence with its place, an exit code, and nothing written",
  async (_, wrong, told) => {
    using project = tempProject({ "package.json": "{}", "system.ts": described(wrong) });
    for (const words of ["synth", "diff"]) {
      const { exitCode, err } = await typed(words, { cwd: project.root });
      expect(err).toContain(told);
      expect(exitCode).toBe(3);
    }
    expect(existsSync(project.at("out"))).toBe(false);
  },
);

test("a description without a mistake is written", async () => {
  using project = tempProject({ "package.json": "{}", "system.ts": described({}) });
  expect((await typed("synth", { cwd: project.root })).exitCode).toBe(0);
});
