import type { Deed, Done, Run, Step, Text } from "./step.ts";

/** Letters that mean nothing to a shell. */
const plain = /^[\w@%+=:,./-]+$/;

const partsOf = (text: Text): readonly (string | { readonly value: string })[] =>
  typeof text === "string" || "value" in text ? [text] : text;

const inQuotes = (text: string): string => text.replaceAll(/["\\$`]/g, (sign) => `\\${sign}`);

/** In a document of the shell's own (<<END) quotes are plain. */
const inDocument = (text: string): string => text.replaceAll(/[\\$`]/g, (sign) => `\\${sign}`);

/** A word as a shell reads it, with values as its variables. */
export const shellWord = (text: Text): string => {
  const parts = partsOf(text);
  const hasValue = parts.some((part) => typeof part !== "string");
  if (!hasValue) {
    const word = parts.join("");
    return plain.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
  }
  const inside = parts.map((part) =>
    typeof part === "string" ? inQuotes(part) : `\${${part.value}}`,
  );
  return `"${inside.join("")}"`;
};

const wordsLine = (words: readonly Text[]): string => words.map(shellWord).join(" ");

const runLine = ({ words, from, into }: Run): string => {
  const piped = from === undefined ? "" : `${wordsLine(from)} | `;
  const line = `${piped}${wordsLine(words)}`;
  return into === undefined ? line : `${into}="$(${line})"`;
};

const deedLines = (deed: Deed): readonly string[] => {
  switch (deed.do) {
    case "run":
      return [runLine(deed)];
    case "write": {
      const text = partsOf(deed.text)
        .map((part) => (typeof part === "string" ? inDocument(part) : `\${${part.value}}`))
        .join("");
      const folder = deed.path.split("/").slice(0, -1).join("/");
      const made = folder === "" ? [] : [`mkdir -p ${shellWord(folder)}`];
      return [...made, `cat > ${shellWord(deed.path)} <<END\n${text.trimEnd()}\nEND`];
    }
    case "confirm":
      return [`# here the plan of ${deed.root} is shown, and you are asked`];
    case "call": {
      const seconds = Math.round(deed.timeoutMs / 1_000);
      const retry = `--retry-all-errors --retry 1000 --retry-delay 3 --retry-max-time ${seconds}`;
      return [`curl --fail --silent --show-error ${retry} ${shellWord(deed.url)}`];
    }
  }
};

const conditionOf = ({ when }: Done): string =>
  when.map((each) => `${runLine(each)} 2>/dev/null`).join(" && ");

const stepLines = ({ says, unless, deeds }: Step, number: number): readonly string[] => {
  const lines = deeds.flatMap(deedLines);
  if (unless === undefined) return ["", `# ${number}. ${says}`, ...lines];
  const conditions = unless.map((each) => `! { ${conditionOf(each)}; }`).join(" && ");
  const inside = lines.flatMap((line) => (line.includes("\n") ? [line] : [`  ${line}`]));
  return ["", `# ${number}. ${says}`, `if ${conditions}; then`, ...inside, "fi"];
};

/** All steps as a script for a POSIX shell, which does what a performance of them would do. */
export const shellOf = (
  steps: readonly Step[],
  { folder, env }: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
): readonly string[] => [
  "set -eu",
  `cd ${shellWord(folder)}`,
  ...Object.entries(env).map(([name, text]) => `export ${name}=${shellWord(text)}`),
  ...steps.flatMap((step, i) => stepLines(step, i + 1)),
];
