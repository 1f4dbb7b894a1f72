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

/** A text as the runtime's own writer of YAML has it: which ones need quotes is its affair. */
const quoted = (text: string): string => {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= knownMax) known.clear();
  const written = `${Bun.YAML.stringify(text)}`;
  known.set(text, written);
  return written;
};

const scalar = (value: unknown): string => {
  if (typeof value === "string") return quoted(value);
  return Object.is(value, -0) ? "-0" : String(value);
};

const ofList = (list: readonly unknown[], depth: number): string => {
  let lines = "";
  for (const entry of list) {
    if (entry === undefined) continue;
    if (lines !== "") lines += breakAt(depth);
    lines += `- ${written(entry, depth + 1)}`;
  }
  return lines || "[]";
};

const ofRecord = (record: Readonly<Record<string, unknown>>, depth: number): string => {
  let lines = "";
  // Keys alone, and appended piece by piece: pairs and longer texts take half as much time again.
  for (const key of Object.keys(record)) {
    const entry = record[key];
    if (entry === undefined) continue;
    const text = written(entry, depth + 1);
    const isBelow = typeof entry === "object" && entry !== null && text !== "[]" && text !== "{}";
    if (lines !== "") lines += breakAt(depth);
    lines += quoted(key);
    lines += isBelow ? `:${breakAt(depth + 1)}` : ": ";
    lines += text;
  }
  return lines || "{}";
};

/** The value from where its first line begins on; each line after that is indented by the depth. */
const written = (value: unknown, depth: number): string => {
  if (typeof value !== "object" || value === null) return scalar(value);
  if (Array.isArray(value)) return ofList(value, depth);
  return ofRecord(value as Readonly<Record<string, unknown>>, depth);
};

/**
 * Plain data as YAML, readable and the same to the byte each time. Text that another reader of YAML
 * could take for something else is quoted. The runtime's own writer has the same layout, which the
 * tests compare, in more time; and what stands in a value twice it writes as an anchor and
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

/** A text in double quotes with a quote, a backslash or a line end escaped in it, and nothing else. */
const escaped =
  /^( *)((?:- )?(?:[\w-]+: )?)("(?:[^"\\]|\\["\\n])*\\["\\n](?:[^"\\]|\\["\\n])*")$/gm;

/**
 * The same with commands as one would write them: several lines as a block, and what has quotes in it in
 * single ones, where it has none of those. What would then be read as another text stays as it is.
 */
export const withCommands = (text: string): string =>
  text.replaceAll(escaped, (line, indent: string, before: string, quoted: string) => {
    const command: string = JSON.parse(quoted);
    const lines = command.split("\n");
    if (lines.length === 1) return command.includes("'") ? line : `${indent}${before}'${command}'`;
    if (/^\s|\s$/.test(command)) return line;
    return [`${indent}${before}|-`, ...lines].join(`\n${indent}  `);
  });
