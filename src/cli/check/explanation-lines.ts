import type { Colours } from "../render/colours.ts";
import { wrapped } from "../render/wrapped.ts";
import type { Explained } from "./explained.ts";

const columns = 96;

const codeOf = (text: string): string[] => text.split("\n").map((line) => `  ${line}`.trimEnd());

/** A rule for a person: why, what to do, from where, and how bad and good look. */
export const explanationLines = (rule: Explained, { bold, dim, red, green }: Colours): string[] => [
  `${bold(rule.id)} ${dim(`(${rule.severity})`)}`,
  "",
  ...wrapped("", rule.why, columns),
  "",
  ...wrapped("", rule.remedy, columns),
  ...(rule.examples
    ? [
        "",
        red("bad:"),
        ...codeOf(rule.examples.bad),
        "",
        green("good:"),
        ...codeOf(rule.examples.good),
        "",
        dim("What is called sound… is as all other rules want it: src/check/examples.ts"),
      ]
    : []),
  "",
  dim(`source: ${rule.source}`),
];
