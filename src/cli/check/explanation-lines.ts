import type { Colours } from "../render/colours.ts";
import type { Explained } from "./explained.ts";

const columns = 96;

const wrapped = (sentence: string): string[] =>
  sentence.split(" ").reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
    return lines;
  }, []);

const codeOf = (text: string): string[] => text.split("\n").map((line) => `  ${line}`.trimEnd());

/** A rule for a person: why, what to do, from where, and how bad and good look. */
export const explanationLines = (rule: Explained, { bold, dim, red, green }: Colours): string[] => [
  `${bold(rule.id)} ${dim(`(${rule.severity})`)}`,
  "",
  ...wrapped(rule.why),
  "",
  ...wrapped(rule.remedy),
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
