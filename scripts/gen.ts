/**
 * Writes what is generated from folders: the registries of kinds and of rules, and their tables.
 * `bun scripts/gen.ts` writes; with `--check` it says what is out of date and fails.
 */
import { Glob } from "bun";
import { type Demand, demands } from "#plinth/check/demands.ts";
import type { Rule } from "#plinth/check/rule.ts";
import { rootHelp } from "#plinth/cli/help.ts";
import { verbs } from "#plinth/cli/verbs.ts";
import { facetNames, isNone } from "#plinth/model/facet.ts";
import type { AnyKind } from "#plinth/model/kind.ts";
import { compareText } from "#plinth/model/sorted.ts";

const root = Bun.fileURLToPath(new URL("..", import.meta.url));

const foldersOf = async (place: string): Promise<string[]> =>
  (await Array.fromAsync(new Glob(`${place}/*/index.ts`).scan(root)))
    .map((path) => path.split("/").at(-2) ?? "")
    .sort(compareText);

const camel = (name: string): string => name.replace(/-(.)/g, (_, c: string) => c.toUpperCase());

const header = "Written by `npm run gen` from the folders beside it.";

const registryOf = (names: readonly string[]): string =>
  [
    `/** Every kind by name. ${header} */`,
    ...names.map((name) => `import { ${camel(name)} } from "./${name}/index.ts";`),
    "",
    "export const kinds = {",
    ...names.map((name) => {
      const variable = camel(name);
      return `  ${variable === name ? name : `"${name}": ${variable}`},`;
    }),
    "} as const;",
    "",
    "type All = typeof kinds;",
    "/** The same by a name of its own, which is what the compiler's sentences then show. */",
    "export interface PlinthKinds extends All {}",
    "",
  ].join("\n");

const tableOf = (kinds: readonly AnyKind[]): string => {
  const cell = (facet: unknown): string => (isNone(facet) ? "–" : "yes");
  const reasons = kinds.flatMap((kind) =>
    facetNames.flatMap((name) => {
      const facet = kind[name];
      return isNone(facet) ? [`- **${kind.name}**, ${name}: ${facet.none}`] : [];
    }),
  );
  return [
    "# Kinds and facets",
    "",
    "What can stand in a system, and which questions each kind answers. Every hole has its reason.",
    "Written by `npm run gen` from `src/kinds/`.",
    "",
    `| kind | stands in | ${facetNames.join(" | ")} |`,
    `| --- | --- |${facetNames.map(() => " --- |").join("")}`,
    ...kinds.map((kind) => {
      const cells = facetNames.map((name) => cell(kind[name])).join(" | ");
      return `| \`${kind.name}\`: ${kind.doc} | ${kind.in.join(", ")} | ${cells} |`;
    }),
    "",
    "## Why there is none",
    "",
    ...reasons,
    "",
  ].join("\n");
};

const filesOf = async (place: string): Promise<string[]> =>
  (await Array.fromAsync(new Glob(`${place}/*.ts`).scan(root)))
    .map((path) => path.split("/").at(-1)?.replace(/\.ts$/, "") ?? "")
    .sort(compareText);

const rulesRegistryOf = (ids: readonly string[]): string =>
  [
    `/** Every rule, by id. ${header} */`,
    'import type { Rule } from "./rule.ts";',
    ...ids.map((id) => `import { ${camel(id)} } from "./rules/${id}.ts";`),
    "",
    "export const rules: readonly Rule[] = [",
    ...ids.map((id) => `  ${camel(id)},`),
    "];",
    "",
  ].join("\n");

const rulesPageOf = (rules: readonly Rule[], all: readonly Demand[]): string =>
  [
    "# Rules",
    "",
    "What `plinth check` looks for; `plinth explain <rule>` shows a good and a bad example, and how to",
    "waive it. Written by `npm run gen` from `src/check/`.",
    "",
    "| rule | severity | why | what to do | source |",
    "| --- | --- | --- | --- | --- |",
    ...rules.map(
      ({ id, severity, why, remedy, source }) =>
        `| \`${id}\` | ${severity} | ${why} | ${remedy} | ${source} |`,
    ),
    "",
    "## What five documents ask for",
    "",
    "Each of these is broken by at least one of the documents that the systems are built from.",
    "",
    "| demand | asks that | judged by | waits for |",
    "| --- | --- | --- | --- |",
    ...all.map(({ id, asks, by, waitsFor = "" }) => {
      const judges = by.map((rule) => `\`${rule}\``).join(", ");
      return `| ${id} | ${asks} | ${judges} | ${waitsFor} |`;
    }),
    "",
  ].join("\n");

const rootHelpOf = async (): Promise<string> => {
  const commands = Object.entries(verbs).map(async ([name, load]) => {
    return [name, (await load()).default] as const;
  });
  const lines = rootHelp(new Map(await Promise.all(commands))).split("\n");
  return [
    "/** What `plinth --help` says, so that it loads no verb. Written by `npm run gen`. */",
    "export const rootHelpText = [",
    ...lines.map((line) => `  ${JSON.stringify(line)},`),
    '].join("\\n");',
    "",
  ].join("\n");
};

const write = async (path: string, content: string, check: boolean): Promise<boolean> => {
  const file = Bun.file(`${root}${path}`);
  const same = (await file.exists()) && (await file.text()) === content;
  if (!same && !check) await Bun.write(file, content);
  if (!same) console.error(check ? `${path} is out of date; run: npm run gen` : `wrote ${path}`);
  return same;
};

const check = process.argv.includes("--check");
const names = await foldersOf("src/kinds");
const registryFresh = await write("src/kinds/registry.gen.ts", registryOf(names), check);
const { kinds } = await import("#plinth/kinds/registry.gen.ts");
const tableFresh = await write("docs/kinds.md", tableOf(Object.values(kinds)), check);
const ruleIds = await filesOf("src/check/rules");
const rulesFresh = await write("src/check/registry.gen.ts", rulesRegistryOf(ruleIds), check);
const { rules } = await import("#plinth/check/registry.gen.ts");
const pageFresh = await write("docs/rules.md", rulesPageOf(rules, demands), check);
const helpFresh = await write("src/cli/root-help.gen.ts", await rootHelpOf(), check);
const fresh = [registryFresh, tableFresh, rulesFresh, pageFresh, helpFresh];
if (check && fresh.includes(false)) process.exitCode = 1;
