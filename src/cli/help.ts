import { type Command, groups } from "./command.ts";
import type { Flag } from "./flag.ts";
import { usageOf } from "./usage.ts";

/** Help is written for this many columns, whatever the terminal: the same text everywhere. */
const helpColumns = 96;

const indented = (lines: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...lines.map(([left]) => left.length));
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd());
};

const help = { written: "-h, --help", says: "show this help" };

/** A flag in a line; those without a letter line up with those that have one. */
const flagLine = ({ written, says, shown, choices }: Partial<Flag> & typeof help) => {
  const extra = [
    ...(choices ? [choices.join(", ")] : []),
    ...(shown === undefined ? [] : [`default: ${shown}`]),
  ];
  const left = written.startsWith("--") ? `    ${written}` : written;
  return [left, extra.length > 0 ? `${says} (${extra.join("; ")})` : says] as const;
};

/** The help of one verb. */
export const helpOf = (name: string, command: Command): string => {
  const words = Object.values(command.words).map(({ written, says }) => [written, says] as const);
  return [
    `Usage: ${usageOf(name, command)}`,
    "",
    command.summary,
    ...(command.about ?? []).flatMap((sentence) => ["", ...wrapped(sentence)]),
    ...(words.length > 0 ? ["", "Words:", ...indented(words)] : []),
    "",
    "Options:",
    ...indented([...Object.values(command.flags), help].map(flagLine)),
    ...(command.examples.length > 0 ? ["", "Examples:", ...indented(command.examples)] : []),
    "",
  ].join("\n");
};

/** Lines of at most the columns of help, broken between words. */
const wrapped = (sentence: string): string[] =>
  sentence.split(" ").reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > helpColumns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
    return lines;
  }, []);

/** The help of all: every verb in a line. */
export const rootHelp = (commands: ReadonlyMap<string, Command>): string => {
  const listed = [...commands].filter(([, { hidden }]) => !hidden);
  const width = Math.max(...listed.map(([name]) => name.length));
  const sections = groups.flatMap((group) => {
    const inGroup = listed.filter(([, command]) => command.group === group);
    if (inGroup.length === 0) return [];
    const lines = inGroup.map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
    return [`${group}:`, ...lines, ""];
  });
  return [
    "Usage: plinth <verb> [options]",
    "",
    "Describe a system once in TypeScript: run it here with real processes, judge it, ship it.",
    "",
    ...sections,
    'More: "plinth <verb> --help". Exit codes and JSON: docs/json.md.',
    "",
  ].join("\n");
};
