/**
 * A value as YAML, readable and the same to the byte each time. Text that another reader of YAML
 * could take for something else is quoted.
 */
export const yaml = (value: object): string => `${Bun.YAML.stringify(value, null, 2)}\n`;

/**
 * The same with the texts of some keys as blocks of lines, where they would be full of escapes.
 *
 * @param end `|` for texts that end with a line end, `|-` for those that do not
 */
export const withBlocks = (text: string, keys: readonly string[], end: "|" | "|-"): string =>
  text.replaceAll(
    new RegExp(`^( *)((?:- )?)(${keys.join("|")}): (".*")$`, "gm"),
    (_, indent: string, dash: string, key: string, quoted: string) => {
      const inner = `${indent}${dash.replace("-", " ")}  `;
      const lines: string[] = JSON.parse(quoted).trimEnd().split("\n");
      return `${indent}${dash}${key}: ${end}\n${lines.map((line) => inner + line).join("\n")}`;
    },
  );
