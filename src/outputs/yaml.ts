/** The same data with no part of it there twice: the first stays, each later one is a copy. */
const unshared = (value: unknown, seen: Set<object>): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return unshared(structuredClone(value), seen);
  seen.add(value);
  if (Array.isArray(value)) {
    const entries = value.map((entry) => unshared(entry, seen));
    return entries.every((entry, i) => entry === value[i]) ? value : entries;
  }
  let copy: Record<string, unknown> | undefined;
  for (const [key, entry] of Object.entries(value)) {
    const own = unshared(entry, seen);
    if (own === entry) continue;
    copy ??= { ...value };
    copy[key] = own;
  }
  return copy ?? value;
};

/**
 * A value as YAML, readable and the same to the byte each time. Text that another reader of YAML
 * could take for something else is quoted. What stands in it twice is written twice: the runtime would
 * write an anchor and an alias for it, which no reader of manifests expects.
 */
export const yaml = (value: object): string =>
  `${Bun.YAML.stringify(unshared(value, new Set()), null, 2)}\n`;

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
