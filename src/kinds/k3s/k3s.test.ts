import { expect, test } from "bun:test";
import { complaints, localPart } from "../testing.ts";

const network = {
  cidr: "10.0.0.0/16",
  publicSubnets: [],
  privateSubnets: [],
  nat: "none",
} as const;

const [servers, agents] = [
  { type: "t3.medium", count: 1 },
  { type: "t3.small", count: 2 },
] as const;

test("its agents are the machines that replicas are spread over", () => {
  const part = localPart("aws/vpc/main", (s) => {
    const vpc = s.aws("us-east-1", { zones: 2 }).network("vpc", network);
    vpc
      .k3s("main", { version: "1.36", servers, agents })
      .service("web", { command: "web", port: 80 });
  });
  expect(part).toEqual({ part: "place" });
});

test("a control plane that could split into halves is found", () => {
  const found = complaints((s) => {
    const vpc = s.aws("us-east-1").network("vpc", network);
    vpc.k3s("main", { version: "1.36", servers: { ...servers, count: 2 }, agents });
    vpc.k3s("other", { version: "1.36", servers, agents: { ...agents, count: -1 } });
  });
  expect(found).toEqual([
    "servers.count must be odd, so that etcd has a majority, not 2",
    "agents.count must be a whole number from 0, not -1",
  ]);
});
