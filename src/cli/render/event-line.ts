import type { EventView } from "#plinth/local/view.ts";
import { clockText } from "./amounts.ts";
import { type Colours, podColour } from "./colours.ts";

const about = ({ node, pod }: EventView, colours: Colours): string => {
  if (pod !== undefined) return podColour(pod, colours)(pod);
  return node === "" ? "" : colours.bold(node);
};

/** An event in a line: when, about what, its reason, the sentence. */
export const eventLine = (event: EventView, colours: Colours): string => {
  const { at, type, reason, message } = event;
  const what = type === "Warning" ? colours.yellow(reason) : colours.green(reason);
  const words = [colours.dim(clockText(at)), about(event, colours), what, message];
  return words.filter((word) => word !== "").join("  ");
};
