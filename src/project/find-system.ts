import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { isFile, isFolder } from "#plinth/host/paths.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { didYouMean } from "./nearest.ts";
import { type SystemFile, systemsOf, variantsOf } from "./systems.ts";

/** Where somebody stands. */
export interface Standing {
  readonly cwd: string;
  /** Of the project, see `projectRoot`. */
  readonly root: string;
}

const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

const theOnlyOne = ({ cwd, root }: Standing): string => {
  const here = join(cwd, "system.ts");
  if (isFile(here)) return here;
  const systems = systemsOf(root);
  const [only] = systems;
  if (only && systems.length === 1) return only.file;
  if (!only) {
    const places = "neither system.ts nor systems/<name>/system.ts";
    const says = `there is no system in "${root}": ${places}; "plinth init" writes one`;
    throw new Refusal("model", says);
  }
  const names = systems.map(({ name }) => name);
  throw new Refusal("usage", `say which system: ${listed(names)}`);
};

/** A path in words: `./x`, `../x`, `/x`, or anything that ends in `.ts`. */
const isPath = (word: string): boolean =>
  word === "." || word === ".." || /^\.{0,2}\//.test(word) || word.endsWith(".ts");

const shown = (path: string, cwd: string): string => {
  const inside = relative(cwd, path);
  return inside === "" ? "." : inside.startsWith("..") ? path : `./${inside}`;
};

/** What a path leads to: the file, or the `system.ts` of the folder. */
const atPath = (word: string, { cwd }: Standing): string | undefined => {
  const path = resolve(cwd, word);
  return [path, join(path, "system.ts")].find(isFile);
};

const pathRefusal = (word: string, standing: Standing): Refusal => {
  const path = isAbsolute(word) ? word : resolve(standing.cwd, word);
  if (isFolder(path)) {
    const variants = variantsOf(path).map((name) => `${name}.ts`);
    const others = variants.length > 0 ? `; it has ${listed(variants)}` : "";
    return new Refusal("model", `the folder "${word}" has no system.ts${others}`);
  }
  const near = isFolder(dirname(path))
    ? ["system", ...variantsOf(dirname(path))].map((name) => join(dirname(path), `${name}.ts`))
    : [];
  const known = [...near.filter(isFile), ...systemsOf(standing.root).map(({ file }) => file)];
  const meant = didYouMean(path, known).replace(/"(.*)"/, (_, file: string) => {
    return `"${shown(file, standing.cwd)}"`;
  });
  return new Refusal("model", `there is no file "${word}"${meant}`);
};

/** The systems that a name fits: exactly one that is named so, else those it is a part of. */
const fitting = (name: string, systems: readonly SystemFile[]): readonly SystemFile[] => {
  for (const fits of [
    (system: SystemFile) => system.name === name,
    (system: SystemFile) => system.name.startsWith(name),
    (system: SystemFile) => system.name.includes(name),
  ]) {
    const found = systems.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
};

const byName = (name: string, standing: Standing): string => {
  const systems = systemsOf(standing.root);
  const found = fitting(name, systems);
  const [only] = found;
  const names = found.map((system) => system.name);
  if (only && found.length === 1) return only.file;
  if (only) throw new Refusal("usage", `"${name}" fits ${listed(names)}; write more of the name`);
  const known = systems.map((system) => system.name);
  const meant = didYouMean(name, known);
  const has = known.length > 0 ? `it has ${listed(known)}` : `"plinth init" writes one`;
  throw new Refusal("usage", `this project has no system "${name}"${meant || `; ${has}`}`);
};

/**
 * The absolute path of the system file that a word means: a path of a file or of a folder with a
 * `system.ts`; a name below `systems/` or a part of one that fits no other; `<name>/<variant>` for
 * another file beside it. Without a word: `system.ts` here, else the only system of the project.
 * @throws Refusal when there is none, or more than one
 */
export const findSystem = (word: string | undefined, standing: Standing): string => {
  if (word === undefined) return theOnlyOne(standing);
  const file = atPath(word, standing);
  if (file !== undefined && (isPath(word) || isFolder(resolve(standing.cwd, word)))) return file;
  if (isPath(word)) throw pathRefusal(word, standing);
  if (!word.includes("/")) return byName(word, standing);
  const variant = basename(word);
  const system = byName(dirname(word), standing);
  const wanted = join(dirname(system), `${variant}.ts`);
  if (isFile(wanted)) return wanted;
  const variants = variantsOf(dirname(system));
  const has = variants.length > 0 ? `; it has ${listed(variants)}` : "";
  const meant = didYouMean(variant, variants) || has;
  throw new Refusal("usage", `"${dirname(word)}" is not described as "${variant}"${meant}`);
};
