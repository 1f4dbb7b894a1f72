import type { Deployment } from "#plinth/cloud/steps/deployment.ts";
import { type Looked, lookFor, type NeedName } from "#plinth/cloud/tools.ts";
import { Refusal } from "#plinth/model/refusal.ts";

/** The programs that were looked for, by what they are needed for. */
export type Found = ReadonlyMap<NeedName, Looked>;

/** What a deployment to its account is done with. */
const neededFor = ({ hasTerraform, images, clusters }: Deployment): readonly NeedName[] => [
  ...(hasTerraform ? (["terraform", "aws"] as const) : []),
  ...(images.length > 0 ? (["builder"] as const) : []),
  ...(clusters.length > 0 ? (["kubectl"] as const) : []),
];

export const lookForAll = async (names: readonly NeedName[]): Promise<Found> =>
  new Map(await Promise.all(names.map(async (name) => [name, await lookFor(name)] as const)));

/** Why something is missing; undefined when it is there. */
export const missing = (found: Found, names: readonly NeedName[]): string | undefined => {
  const said = names.flatMap((name) => {
    const looked = found.get(name);
    return looked && "missing" in looked ? [looked.missing] : [];
  });
  return said.length > 0 ? said.join("; ") : undefined;
};

/** What was found under a name; what would be called if nothing was. */
export const programOf = (found: Found, name: NeedName, otherwise: string): string => {
  const looked = found.get(name);
  return looked && "program" in looked ? looked.program : otherwise;
};

/** Everything that a deployment needs. @throws Refusal that names all that is missing or too old */
export const findNeeded = async (deployment: Deployment): Promise<Found> => {
  const names = neededFor(deployment);
  const found = await lookForAll(names);
  const details = names.flatMap((name) => {
    const looked = found.get(name);
    return looked && "missing" in looked ? [looked.missing] : [];
  });
  if (details.length === 0) return found;
  throw new Refusal("environment", "a program is missing or too old; nothing was changed", {
    details,
  });
};
