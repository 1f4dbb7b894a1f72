import type { DeployEvent } from "#plinth/cloud/perform/event.ts";
import type { Action, Change } from "#plinth/cloud/terraform/message.ts";
import { timeText } from "../render/amounts.ts";
import type { Colours } from "../render/colours.ts";

const signs: Readonly<Record<Action, string>> = {
  create: "+",
  update: "~",
  replace: "±",
  delete: "-",
};

const words: Readonly<Record<Action, string>> = {
  create: "to create",
  update: "to update",
  replace: "to replace",
  delete: "to destroy",
};

const coloured = (action: Action, text: string, colours: Colours): string =>
  action === "create"
    ? colours.green(text)
    : action === "update"
      ? colours.yellow(text)
      : colours.red(text);

/** How many of each, e.g. `70 to create, 1 to destroy`. */
export const countsText = (changes: readonly Change[]): string =>
  changes.length === 0
    ? "nothing to change"
    : (Object.keys(signs) as Action[])
        .flatMap((action) => {
          const count = changes.filter((each) => each.action === action).length;
          return count === 0 ? [] : [`${count} ${words[action]}`];
        })
        .join(", ");

/** A plan: how many of each, then each resource, those that are lost first. */
const planLines = (
  root: string,
  changes: readonly Change[],
  colours: Colours,
): readonly string[] => {
  const order: readonly Action[] = ["delete", "replace", "update", "create"];
  const sorted = order.flatMap((action) => changes.filter((each) => each.action === action));
  return [
    `  plan of ${root}: ${countsText(changes)}`,
    ...sorted.map(
      ({ action, address }) => `    ${coloured(action, `${signs[action]} ${address}`, colours)}`,
    ),
  ];
};

/** An event as somebody reads it who is not shown a live screen; none for what says nothing. */
export const eventLines = (
  event: DeployEvent,
  colours: Colours,
  begunMs: ReadonlyMap<string, number>,
): readonly string[] => {
  switch (event.type) {
    case "step-begins":
      return [`${colours.bold(event.step)}: ${event.says}`];
    case "step-ends": {
      const took = timeText(event.atMs - (begunMs.get(event.step) ?? event.atMs));
      if (event.outcome === "skipped") return [`  ${colours.yellow("skipped")}: ${event.because}`];
      return event.outcome === "done"
        ? [`  ${colours.green("done")} after ${took}`]
        : [`  ${colours.red("failed")} after ${took}`];
    }
    case "resource": {
      if (event.state === "begins") return [];
      const took = timeText(event.atMs - (begunMs.get(event.address) ?? event.atMs));
      const text = `${signs[event.action]} ${event.address}`;
      return event.state === "ends"
        ? [`    ${coloured(event.action, text, colours)} ${colours.dim(took)}`]
        : [`    ${colours.red(`! ${text}`)} ${colours.dim(took)}`];
    }
    case "plan":
      return planLines(event.root, event.changes, colours);
    case "said":
      return event.text.trim() === "" ? [] : [colours.dim(`    ${event.text}`)];
  }
};
