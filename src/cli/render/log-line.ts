import type { LogView } from "#plinth/local/copies/view.ts";
import { clockText } from "./amounts.ts";
import { type Colours, podColour } from "./colours.ts";

/** A line of a log: who wrote it, in a colour of its own, and what. */
export const logLine = (
  { at, pod, line }: LogView,
  colours: Colours,
  options: { readonly timestamps: boolean },
): string => {
  const time = options.timestamps ? `${colours.dim(clockText(at))} ` : "";
  return `${time}${podColour(pod, colours)(`${pod} |`)} ${line}`;
};
