import { type Day, parseDay } from "#plinth/model/day.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Flag } from "../flag.ts";

/** A day of the calendar. */
export const day = (written: string, says: string): Flag<Day | undefined> => ({
  written,
  says,
  otherwise: undefined,
  parse: (text) => {
    const parsed = parseDay(text);
    if (typeof parsed === "string") return parsed;
    throw new Refusal("usage", `--date: ${parsed.wrong}`);
  },
});
