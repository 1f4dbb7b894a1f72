/** The examples of a rule as its author wrote them. */
export interface ExampleTexts {
  readonly good: string;
  readonly bad: string;
}

const bodyOf = (source: string, name: "good" | "bad"): string => {
  const lines = source.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`    ${name}(`));
  const end = lines.findIndex((line, i) => i > start && line === "    },");
  if (start === -1 || end === -1) throw new Error(`there is no example "${name}" in the rule`);
  return lines
    .slice(start + 1, end)
    .map((line) => line.replace(/^ {6}/, ""))
    .join("\n");
};

/**
 * Cuts the examples out of the text of a rule's file, which the formatter keeps in one shape.
 * @throws when they are not there
 */
export const exampleTexts = (source: string): ExampleTexts => ({
  good: bodyOf(source, "good"),
  bad: bodyOf(source, "bad"),
});
