import type { Look } from "./look.ts";

/**
 * What a system says that obliges it to go on when one machine is lost, in words; undefined when it
 * says nothing of the kind.
 */
export const promiseToOutlast = (look: Look): string | undefined => {
  const scenario = look
    .said("scenario")
    .find(({ says: { fails } }) => fails === "node" || fails === "zone");
  if (scenario) return `scenario "${scenario.id}" goes on`;
  const objective = look.said("objective").find(({ says }) => says.availability !== undefined);
  return objective && `objective "${objective.id}" promises ${objective.says.availability}`;
};
