import { dirname } from "node:path";
import type { System } from "#plinth/model/system.ts";
import { findSystem } from "#plinth/project/find-system.ts";
import { projectRoot } from "#plinth/project/root.ts";
import type { CliWorld } from "./cli-world.ts";

export interface Opened {
  readonly system: System;
  /** Absolute path of the system file. */
  readonly file: string;
  /** Absolute path of the project that the file belongs to. */
  readonly root: string;
}

/** Finds and loads the system that a word means; what is worth knowing of it is said on stderr. */
export const openSystem = async (
  word: string | undefined,
  profile: string | undefined,
  { cwd, terminal }: Pick<CliWorld, "cwd" | "terminal">,
): Promise<Opened> => {
  const file = findSystem(word, { cwd, root: projectRoot(cwd) });
  const root = projectRoot(dirname(file));
  const { findingLine, loadSystem } = await import("#plinth/project/load-system.ts");
  const { system, warnings } = await loadSystem({ file, root, ...(profile && { profile }) });
  for (const warning of warnings) terminal.err.line(findingLine(warning));
  return { system, file, root };
};
