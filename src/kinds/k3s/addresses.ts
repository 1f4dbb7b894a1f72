import { parseCidr } from "#plinth/model/cidr.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** Where a server of a cluster stands. */
export interface ServerPlace {
  /** Which of the network's subnets of that side, from 0. */
  readonly subnet: number;
  readonly address: string;
}

/**
 * The range that K3s gives pods addresses of, unless it is told another. Each machine has two of them
 * for itself: what it hands on to pods is seen to come from there, not from the machine's own address.
 * https://docs.k3s.io/cli/server#networking
 */
export const podRange = "10.42.0.0/16";

/** The range of services' addresses, likewise. */
export const serviceRange = "10.43.0.0/16";

/** Sixteen addresses of each subnet are kept for servers: AWS gives none of them to anything else. */
const block = 16;

const dotted = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");

/** The ranges of the subnets that a cluster's machines stand in. */
export const rangesOf = (
  node: Pick<Node, "parent"> & { readonly props: { readonly subnets?: "public" | "private" } },
  system: System,
): readonly string[] => {
  const ranges = system.nodes.get(node.parent)?.props[`${node.props.subnets ?? "public"}Subnets`];
  return Array.isArray(ranges) ? ranges : [];
};

/** The range in a subnet that is kept for servers: its second sixteen addresses. */
export const keptRange = (subnet: string): string => {
  const range = parseCidr(subnet);
  return "wrong" in range ? subnet : `${dotted(range.first + block)}/28`;
};

/** Where each server stands: in one zone after the other, always at the same address. */
export const serverPlaces = (count: number, subnets: readonly string[]): readonly ServerPlace[] =>
  Array.from({ length: subnets.length === 0 ? 0 : count }, (_, i) => {
    const subnet = i % subnets.length;
    const range = parseCidr(subnets[subnet] ?? "");
    const first = "wrong" in range ? 0 : range.first;
    return { subnet, address: dotted(first + block + Math.floor(i / subnets.length)) };
  });
