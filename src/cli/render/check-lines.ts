import type { Check } from "../doctor/checks.ts";
import type { Colours } from "./colours.ts";

const colouring = { pass: "green", warn: "yellow", fail: "red" } as const;

/** One line for each check, and what to do under those that do not pass. */
export const checkLines = (checks: readonly Check[], colours: Colours): string[] => {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks.flatMap(({ name, verdict, says, remedy }) => [
    `${colours[colouring[verdict]](verdict)}  ${name.padEnd(width)}  ${says}`,
    ...(remedy === undefined ? [] : [colours.dim(`${" ".repeat(width + 8)}${remedy}`)]),
  ]);
};
