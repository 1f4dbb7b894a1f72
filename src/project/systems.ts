import { join } from "node:path";
import { filesIn, foldersIn, isFile } from "#plinth/host/paths.ts";

/** A system that a project has. */
export interface SystemFile {
  /** What it is called by: its path below `systems/`, or `system.ts` in the root. */
  readonly name: string;
  /** Absolute path. */
  readonly file: string;
}

/**
 * The systems of a project: `system.ts` in its root, and `systems/<name>/system.ts`. Not their
 * variants.
 */
export const systemsOf = (root: string): SystemFile[] => {
  const bare = join(root, "system.ts");
  return [
    ...(isFile(bare) ? [{ name: "system.ts", file: bare }] : []),
    ...foldersIn(join(root, "systems"))
      .map((name) => ({ name, file: join(root, "systems", name, "system.ts") }))
      .filter(({ file }) => isFile(file)),
  ];
};

/** Other files beside a `system.ts` that describe it another way, e.g. `as-written`. */
export const variantsOf = (folder: string): string[] =>
  filesIn(folder)
    .filter((name) => /^[a-z0-9-]+\.ts$/.test(name) && name !== "system.ts")
    .map((name) => name.slice(0, -".ts".length));
