import { expect, test } from "bun:test";
import { complaints, type Describe, localPart } from "../testing.ts";
import type { NodeGroupProps } from "./index.ts";

const machines =
  (props: Partial<NodeGroupProps>): Describe =>
  (s) => {
    const vpc = s.aws("eu-central-1", { zones: 3 }).network("vpc", {
      cidr: "10.0.0.0/16",
      publicSubnets: [],
      privateSubnets: [],
      nat: "none",
    });
    vpc.eks("main", { version: "1.36" }).nodeGroup("machines", {
      type: "t3.medium",
      min: 2,
      desired: 2,
      max: 4,
      image: "AL2023_x86_64_STANDARD",
      disk: { size: "20GiB", type: "gp3" },
      ...props,
    });
  };

test("machines are spread over the zones of their cloud", () => {
  expect(localPart("aws/vpc/main/machines", machines({}))).toEqual({
    part: "machines",
    desired: 2,
    zones: 3,
  });
});

test("bounds that are none, and a wish outside of them, are found", () => {
  expect(complaints(machines({ min: 5 }))).toEqual([
    "min 5 and max 4 are no range; write 0 <= min <= max",
    "desired 2 is not within min 5 and max 4",
  ]);
  expect(complaints(machines({ desired: 1 }))).toEqual(["desired 1 is not within min 2 and max 4"]);
});

test("a disk that EKS' images do not fit on is found", () => {
  expect(complaints(machines({ disk: { size: "8GiB", type: "gp3" } }))).toEqual([
    "disk 8GiB is under EKS' 20GiB",
  ]);
});

test("a type that there is not is found, with one that there is", () => {
  // As in a description that was run and never compiled.
  const odd: { readonly type: NodeGroupProps["type"] } = JSON.parse('{ "type": "m7i.huge" }');
  expect(complaints(machines(odd))).toEqual([
    'type "m7i.huge" is not known; write e.g. "m7i.large"',
  ]);
});
