import { type Manager, type Tool, toolName } from "./tools.ts";

/** How to get what is missing, on a machine with this package manager. */
export interface Installing {
  /** The words to run; none when nothing of it is in the manager's packages. */
  readonly command?: readonly string[];
  readonly missing: readonly {
    readonly tool: string;
    readonly use: string;
    /** Its package here; none: it has to be fetched from `home`. */
    readonly package?: string;
    readonly home: string;
  }[];
}

const installWords: Readonly<Record<Manager, readonly string[]>> = {
  "apt-get": ["apt-get", "install", "--yes"],
  dnf: ["dnf", "install", "--assumeyes"],
  pacman: ["pacman", "--sync", "--needed", "--noconfirm"],
  apk: ["apk", "add"],
  brew: ["brew", "install"],
};

/** Homebrew must not be run by root, the others must. */
const prefixOf = (manager: Manager, isRoot: boolean): readonly string[] =>
  isRoot || manager === "brew" ? [] : ["sudo"];

/** The one command that installs all that is missing and has a package. */
export const installing = (
  missing: readonly Tool[],
  manager: Manager | undefined,
  isRoot: boolean,
): Installing => {
  const listed = missing.map((tool) => {
    const name = manager === undefined ? undefined : tool.packages[manager];
    const { use, home } = tool;
    return { tool: toolName(tool), use, home, ...(name !== undefined && { package: name }) };
  });
  const packages = listed.flatMap(({ package: name }) => (name === undefined ? [] : [name]));
  if (manager === undefined || packages.length === 0) return { missing: listed };
  const command = [...prefixOf(manager, isRoot), ...installWords[manager], ...packages];
  return { missing: listed, command };
};
