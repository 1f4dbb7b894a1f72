import type { Terms } from "#plinth/cost/bill.ts";
import { curveOf, curveRates, type Point } from "#plinth/cost/curve.ts";
import { asIf, type WhatIf } from "#plinth/cost/what-if.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { didYouMean } from "#plinth/project/nearest.ts";
import type { CliWorld } from "../cli-world.ts";
import { knownRegion } from "./books.ts";
import { openForCost } from "./open.ts";
import { exitCodeOf, type Priced, priced } from "./priced.ts";
import { termsOf } from "./terms.ts";

/** What `cost` was asked. */
type Asked = Parameters<typeof openForCost>[0] &
  Parameters<typeof termsOf>[0] & {
    readonly region: string | undefined;
    readonly support: WhatIf["support"] | undefined;
    readonly curve: boolean;
  };

/** The answer: bills by profile, perhaps a curve, what they rest on, and how it ended. */
export interface Cost {
  readonly all: readonly Priced[];
  readonly curve: readonly Point[] | undefined;
  readonly terms: Terms;
  readonly exitCode: number;
}

const whatIfOf = ({ region, support }: Asked): WhatIf => ({
  ...(region !== undefined && { region: knownRegion(region) }),
  ...(support !== undefined && { support }),
});

/** An item that nothing is called would be ignored in silence. */
const refuseUnheardOf = (know: Asked["know"], all: readonly Priced[]): void => {
  const items = [...new Set(all.flatMap(({ bill }) => bill.lines.map(({ item }) => item)))];
  for (const item of Object.keys(know)) {
    if (items.includes(item)) continue;
    const meant =
      didYouMean(item, items) || `; it has ${items.map((one) => `"${one}"`).join(", ")}`;
    throw new Refusal("usage", `--know: no line of the bill is called "${item}"${meant}`);
  }
};

/** Loads, prices, judges. @throws Refusal for what there is no book of, and for wrong words */
export const costOf = async (asked: Asked, world: CliWorld): Promise<Cost> => {
  const whatIf = whatIfOf(asked);
  const systems = (await openForCost(asked, world)).map((system) => asIf(system, whatIf));
  const terms = termsOf(asked, systems, world.now());
  const all = systems.map((system) => priced(system, terms));
  refuseUnheardOf(asked.know, all);
  const [first] = systems;
  const curve = asked.curve && first ? curveOf(first, terms, curveRates) : undefined;
  return { all, curve, terms, exitCode: exitCodeOf(all) };
};
