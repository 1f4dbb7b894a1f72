import { kinds } from "#plinth/kinds/registry.gen.ts";
import type { CostLine } from "#plinth/model/cost-line.ts";
import { isNone } from "#plinth/model/facet.ts";
import type { AnyKind } from "#plinth/model/kind.ts";
import { placesOf } from "#plinth/model/lookup.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { FreeTier } from "./tariff.ts";

/** A line with whose it is, and where it is paid. */
export interface PlacedLine {
  readonly node: string;
  readonly region: string;
  readonly account: FreeTier;
  readonly line: CostLine;
}

const byName: Readonly<Record<string, AnyKind>> = kinds;

/** The account and region that a node stands in. */
const paidIn = (system: System, node: Node) => {
  const account = [node, ...placesOf(system, node)].find(({ kind }) => kind === "aws");
  if (account === undefined) return undefined;
  const { region, freeTier = "none" } = account.props;
  return { region: region as string, account: freeTier as FreeTier };
};

/** All lines of what is there, by node; what is planned costs nothing yet. */
export const linesOf = (system: System): PlacedLine[] =>
  [...system.nodes.values()].flatMap((node) => {
    const facet = byName[node.kind]?.cost;
    const place = paidIn(system, node);
    if (facet === undefined || isNone(facet) || !place || node.phase === "future") return [];
    return facet(node, system).map((line) => ({ node: node.id, ...place, line }));
  });

/** The regions that a system is paid in, sorted. */
export const regionsOf = (system: System): string[] =>
  [...new Set(linesOf(system).map(({ region }) => region))].sort();
