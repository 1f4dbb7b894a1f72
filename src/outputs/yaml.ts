/** A line's end and its indent, by depth. */
const breaks: string[] = [];

const breakAt = (depth: number): string => {
  for (let i = breaks.length; i <= depth; i++) breaks.push(`\n${"  ".repeat(i)}`);
  return breaks[depth] ?? "";
};

/** Texts as YAML: the same few stand in a system's files again and again. */
const known = new Map<string, string>();

/** Bounds the memory of a process that lasts. */
const knownMax = 100_000;

/** A single value as the runtime's own writer of YAML has it: which texts need quotes is its affair. */
const scalar = (value: unknown): string => {
  if (typeof value !== "string") return `${Bun.YAML.stringify(value)}`;
  const before = known.get(value);
  if (before !== undefined) return before;
  if (known.size >= knownMax) known.clear();
  const written = `${Bun.YAML.stringify(value)}`;
  known.set(value, written);
  return written;
};

const ofList = (list: readonly unknown[], depth: number): string => {
  let lines = "";
  for (const entry of list) {
    if (entry === undefined) continue;
    lines += `${lines === "" ? "" : breakAt(depth)}- ${written(entry, depth + 1)}`;
  }
  return lines || "[]";
};

const ofRecord = (record: object, depth: number): string => {
  let lines = "";
  for (const [key, entry] of Object.entries(record)) {
    if (entry === undefined) continue;
    const text = written(entry, depth + 1);
    const isBelow = typeof entry === "object" && text !== "[]" && text !== "{}" && entry !== null;
    const between = isBelow ? breakAt(depth + 1) : " ";
    lines += `${lines === "" ? "" : breakAt(depth)}${scalar(key)}:${between}${text}`;
  }
  return lines || "{}";
};

/** The value from where its first line begins on; each line after that is indented by the depth. */
const written = (value: unknown, depth: number): string => {
  if (typeof value !== "object" || value === null) return scalar(value);
  return Array.isArray(value) ? ofList(value, depth) : ofRecord(value, depth);
};

/**
 * Plain data as YAML, readable and the same to the byte each time. Text that another reader of YAML
 * could take for something else is quoted. The runtime's own writer has the same layout, which the
 * tests compare, in three times the time; and what stands in a value twice it writes as an anchor and
 * an alias, which no reader of manifests expects.
 */
export const yaml = (value: object): string => `${written(value, 0)}\n`;

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
