import { dirname, join } from "node:path";
import { isFile } from "#plinth/host/paths.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { findSystem } from "#plinth/project/find-system.ts";
import { type LoadedProfiles, loadProfiles } from "#plinth/project/load-system.ts";
import { projectRoot } from "#plinth/project/root.ts";
import type { CliWorld } from "../cli-world.ts";

/** Which system, in which profiles. */
interface Wanted {
  readonly system: string | undefined;
  /** All of them when left out. */
  readonly profile: string | undefined;
  /** The description of the document as it was written, beside the one that works. */
  readonly asWritten: boolean;
}

const asWrittenBeside = (file: string, root: string): string => {
  const wanted = join(dirname(file), "as-written.ts");
  if (isFile(wanted)) return wanted;
  const folder = dirname(file).slice(root.length + 1) || ".";
  throw new Refusal("usage", `"${folder}" has no as-written.ts; leave --as-written out`);
};

/** Finds and loads the system that a word means, with whatever is wrong with it. */
export const openProfiles = async (wanted: Wanted, world: CliWorld): Promise<LoadedProfiles> => {
  const found = findSystem(wanted.system, { cwd: world.cwd, root: projectRoot(world.cwd) });
  const root = projectRoot(dirname(found));
  const file = wanted.asWritten ? asWrittenBeside(found, root) : found;
  const { profile } = wanted;
  return loadProfiles({ file, root, ...(profile !== undefined && { profile }) });
};
