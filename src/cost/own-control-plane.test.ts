import { expect, test } from "bun:test";
import { type Describe, system } from "#plinth/kinds/testing.ts";
import { billOf } from "./bill.ts";
import { ownControlPlanes } from "./own-control-plane.ts";
import { terms } from "./testing.ts";

const comparedFor = (servers: number) => {
  const describe: Describe = (s) => {
    const vpc = s.aws("us-east-1").network("vpc", {
      cidr: "10.0.0.0/16",
      publicSubnets: ["10.0.0.0/24"],
      privateSubnets: [],
      nat: "none",
    });
    vpc.k3s("main", {
      version: "1.36",
      servers: { type: "t3.medium", count: servers },
      agents: { type: "t3.small", count: 2 },
    });
  };
  const { system: built } = system("shop", {}, describe).build({ profile: "default" });
  return ownControlPlanes(built, terms, billOf(built, terms));
};

test("a control plane of one's own is its server with disk and address, beside EKS by the hour", () => {
  // 730 h of t3.medium at $0.0416 and of an address at $0.005, and 20 GB of gp3 at $0.08.
  const own = 730 * (0.0416 + 0.005) + 20 * 0.08;
  expect(comparedFor(1)).toEqual([
    {
      cluster: "aws/vpc/main",
      servers: 1,
      usdPerMonth: expect.closeTo(own, 6),
      managedUsdPerMonth: expect.closeTo(73, 6),
    },
  ]);
});

test("three servers cost more than a control plane that somebody else runs", () => {
  const [plane] = comparedFor(3);
  expect(plane?.usdPerMonth).toBeGreaterThan(plane?.managedUsdPerMonth ?? Infinity);
});
