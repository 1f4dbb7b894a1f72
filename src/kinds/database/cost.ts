import { secretLines } from "#plinth/kinds/secret/cost.ts";
import type { CostLine } from "#plinth/model/cost-line.ts";

/** It is part of its server, which has a price; its password is a secret of its own. */
export const cost = (): CostLine[] => secretLines(1);
