import { dirname, join, relative } from "node:path";
import { foldersLike, isFile, isFolder } from "#plinth/host/paths.ts";
import { readText } from "#plinth/host/store.ts";
import { isProgram } from "#plinth/kinds/service/program.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { compareText } from "#plinth/model/sorted.ts";
import type { SourceCode } from "#plinth/model/source-code.ts";
import type { System } from "#plinth/model/system.ts";

/** What is read of a package.json. */
interface PackageFile {
  readonly name?: string;
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Those that Bun installs from without a change, in the order in which it looks for them. */
const lockFiles = ["bun.lock", "package-lock.json"];

/** What of a root decides how packages are installed and compiled, besides its package.json. */
const rootSettings = ["bunfig.toml", "tsconfig.json"];

const packageIn = (folder: string): PackageFile | undefined => {
  const path = join(folder, "package.json");
  const text = readText(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as PackageFile;
  } catch (error) {
    const says = `"${path}" is no JSON: ${error instanceof Error ? error.message : error}`;
    throw new Refusal("model", says, { cause: error });
  }
};

/** The names of packages that a package imports when it runs. */
const importsOf = (file: PackageFile): readonly string[] =>
  [file.dependencies, file.optionalDependencies, file.peerDependencies].flatMap((all) =>
    Object.keys(all ?? {}),
  );

const patternsOf = ({ workspaces }: PackageFile): readonly string[] =>
  "packages" in (workspaces ?? {})
    ? ((workspaces as { readonly packages?: readonly string[] }).packages ?? [])
    : ((workspaces as readonly string[] | undefined) ?? []);

/** The folders of all workspaces of a root, relative to it, sorted. */
const workspacesOf = (root: string, file: PackageFile): readonly string[] => {
  const folders = new Set<string>();
  for (const pattern of patternsOf(file)) {
    const isOut = pattern.startsWith("!");
    for (const folder of foldersLike(root, isOut ? pattern.slice(1) : pattern)) {
      if (isOut) folders.delete(folder);
      else folders.add(folder);
    }
  }
  return [...folders].sort(compareText);
};

interface Root {
  readonly folder: string;
  readonly workspaces: readonly string[];
}

/** The nearest folder above, within the project, whose workspaces the folder is one of. */
const rootOf = (folder: string, project: string): Root | undefined => {
  for (let at = folder; at !== project && dirname(at) !== at; ) {
    at = dirname(at);
    const file = packageIn(at);
    const workspaces = file ? workspacesOf(at, file) : [];
    if (workspaces.includes(relative(at, folder))) return { folder: at, workspaces };
  }
  return undefined;
};

/** The folders of all workspaces that a workspace imports, directly or through another, sorted. */
const importedBy = (own: string, { folder, workspaces }: Root): readonly string[] => {
  const files = new Map(workspaces.map((each) => [each, packageIn(join(folder, each)) ?? {}]));
  const byName = new Map([...files].map(([each, { name }]) => [name, each]));
  const found = new Set([own]);
  for (const each of found) {
    for (const name of importsOf(files.get(each) ?? {})) {
      const imported = byName.get(name);
      if (imported !== undefined) found.add(imported);
    }
  }
  found.delete(own);
  return [...found].sort(compareText);
};

const lockIn = (folder: string) => {
  const lock = lockFiles.find((name) => isFile(join(folder, name)));
  return lock === undefined ? {} : { lock };
};

/**
 * What a program's folder holds. A lock file of its own counts before the root's; a package that
 * imports none needs neither.
 */
const sourceCodeOf = (source: string, project: string): SourceCode => {
  const folder = join(project, source);
  const file = packageIn(folder);
  if (!file) return { is: "files" };
  const own = { is: "package", imports: importsOf(file).length > 0, ...lockIn(folder) } as const;
  if (!own.imports || own.lock !== undefined) return own;
  const root = rootOf(folder, project);
  if (!root) return own;
  const settings = [
    ...["package.json", ...rootSettings].filter((name) => isFile(join(root.folder, name))),
    ...root.workspaces.map((each) => `${each}/package.json`),
  ];
  const program = relative(root.folder, folder);
  return {
    is: "workspace",
    root: relative(project, root.folder) || ".",
    ...lockIn(root.folder),
    settings: settings.sort(compareText),
    folders: [program, ...importedBy(program, root)],
  };
};

/** The system, and with it what the folders of its programs hold. @throws Refusal */
export const withSources = (system: System, project: string): System => {
  const folders = [...system.nodes.values()].flatMap((node) => {
    const { source } = node.props;
    return isProgram(node) && typeof source === "string" ? [source] : [];
  });
  if (folders.length === 0) return system;
  const sources = new Map(
    [...new Set(folders)]
      .sort(compareText)
      .filter((source) => isFolder(join(project, source)))
      .map((source) => [source, sourceCodeOf(source, project)]),
  );
  return Object.freeze({ ...system, sources });
};
