/**
 * Writes what is generated from folders: the registry of kinds and the table of kinds and facets.
 * `bun scripts/gen.ts` writes; with `--check` it says what is out of date and fails.
 */
import { Glob } from "bun";
import { facetNames, isNone } from "#plinth/model/facet.ts";
import type { AnyKind } from "#plinth/model/kind.ts";
import { compareText } from "#plinth/model/sorted.ts";

const root = new URL("..", import.meta.url).pathname;

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
if (check && !(registryFresh && tableFresh)) process.exitCode = 1;
