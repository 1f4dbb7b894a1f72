/** Text within a line of Markdown, where a bar would end the cell of a table. */
const cell = (text: string): string =>
  /[|\s]/.test(text) ? text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ") : text;

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

/** A heading with a table below it; nothing where there are no rows. */
export const section = (
  heading: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] =>
  rows.length === 0
    ? []
    : ["", `## ${heading}`, "", row(heads), `|${"---|".repeat(heads.length)}`, ...rows.map(row)];

/** Text as it is written in code. */
export const code = (text: string | number): string => `\`${text}\``;
