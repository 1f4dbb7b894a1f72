import { toPercent } from "#plinth/model/quantity.ts";
import type { Look } from "./look.ts";

/** The highest availability that a system promises, in per cent; undefined when it promises none. */
export const promisedAvailability = (look: Look): number | undefined => {
  const shares = look
    .said("objective")
    .flatMap(({ says }) => (says.availability === undefined ? [] : [toPercent(says.availability)]));
  return shares.length === 0 ? undefined : Math.max(...shares);
};

/** Whether a system says that it goes on when a zone is lost. */
export const survivesZone = (look: Look): boolean =>
  look.said("scenario").some(({ says }) => says.fails === "zone");
