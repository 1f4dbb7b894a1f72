/** The table of a system's README that says where each requirement of its document is met. */
import { existsSync } from "node:fs";
import type { System } from "#plinth/model/system.ts";

const root = Bun.fileURLToPath(new URL("..", import.meta.url));
const { scripts } = (await Bun.file(`${root}package.json`).json()) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** One row. */
interface Row {
  readonly id: string;
  readonly says: string;
  readonly where: string;
}

/** The rows of a page, by the letters before their numbers. */
export const requirementRows = (page: string, letters: string): readonly Row[] =>
  [...page.matchAll(new RegExp(`^\\| (${letters}-\\d+) \\| (.*?) \\| (.*?) \\|$`, "gm"))].map(
    ([, id = "", says = "", where = ""]) => ({ id, says, where }),
  );

/** What is below a path such as `scale.up.atMost[0].pods`; undefined when nothing is. */
const below = (value: unknown, path: string): unknown =>
  path
    .split(/\.(?!\*)|\[(\d+)\]/)
    .filter((key) => key !== undefined && key !== "")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key ?? ""], value);

const isInModel = (text: string, system: System): boolean => {
  const [id = "", ...path] = text.split(" ");
  const node = system.nodes.get(id);
  return node !== undefined && below(node.props, path.join(" ")) !== undefined;
};

const isSaid = (text: string, system: System): boolean => {
  const [type, ...id] = text.split(" ");
  return system.statements.some((said) => said.type === type && said.id === id.join(" "));
};

const isCommand = (text: string): boolean => {
  const [tool, verb = "", script = ""] = text.split(" ");
  if (tool === "plinth") return existsSync(`${root}src/cli/commands/${verb}.ts`);
  return tool === "npm" && (verb === "run" ? script : verb) in scripts;
};

/** How each sort of reference is found to be there. */
const isThere: Readonly<Record<string, (text: string, system: System) => boolean>> = {
  model: isInModel,
  said: isSaid,
  file: (path) => existsSync(root + path),
  test: (path) => path.endsWith(".test.ts") && existsSync(root + path),
  run: isCommand,
};

/** What is wrong with the last cell of a row: references, then perhaps what is not yet and why. */
export const complaintsOf = (where: string, system: System): string[] => {
  const [met = "", reason, ...more] = where.split(/(?:^|; )not yet: /);
  const complaints = more.length > 0 ? ["says twice what is not yet"] : [];
  if (reason !== undefined && !/^\S.*\S\.$/.test(reason)) complaints.push("gives no reason");
  if (reason === undefined && met === "") complaints.push("says nothing");
  for (const item of met === "" ? [] : met.split("; ")) {
    const [, sort = "", text = ""] = /^(\w+) `([^`]+)`$/.exec(item) ?? [];
    if (!isThere[sort]?.(text, system)) complaints.push(`${item} is not there`);
  }
  return complaints;
};
