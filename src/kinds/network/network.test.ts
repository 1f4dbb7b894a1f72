import { expect, test } from "bun:test";
import { complaints } from "../testing.ts";
import type { NetworkProps } from "./index.ts";

const says = (props: Partial<NetworkProps>): string[] =>
  complaints((s) =>
    s.aws("eu-central-1").network("vpc", {
      cidr: "10.0.0.0/16",
      publicSubnets: ["10.0.1.0/24"],
      privateSubnets: ["10.0.11.0/24"],
      nat: "none",
      ...props,
    }),
  );

test("subnets within the network and apart from each other are in order", () => {
  expect(says({})).toEqual([]);
});

test("a subnet outside of the network is found", () => {
  expect(says({ publicSubnets: ["10.1.1.0/24"] })).toEqual([
    "subnet 10.1.1.0/24 lies outside the network's 10.0.0.0/16",
  ]);
});

test("two subnets that share an address are found, whichever tier they are of", () => {
  expect(says({ privateSubnets: ["10.0.0.0/20"] })).toEqual([
    "subnets 10.0.1.0/24 and 10.0.0.0/20 overlap",
  ]);
});

test("a range that is none is found, and nothing is concluded from it", () => {
  expect(says({ cidr: "10.0.0.0/40" })).toEqual([
    '"10.0.0.0/40" is not an IPv4 range; write e.g. "10.0.0.0/16"',
  ]);
});
