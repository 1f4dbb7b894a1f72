import type { Control, Copy } from "#plinth/local/copies/copy.ts";
import type { SystemView } from "#plinth/local/copies/view.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { projectRoot } from "#plinth/project/root.ts";
import type { CliWorld } from "./cli-world.ts";
import { stateOf } from "./render/copies-table.ts";
import { copyAndWords } from "./which-copy.ts";

/** The copies of the project that somebody stands in. */
export const copiesHere = ({ cwd, local }: CliWorld): Promise<readonly Copy[]> =>
  local.copiesIn(projectRoot(cwd));

/** A copy that can be looked at, running or not. @throws Refusal when there is nothing to see */
export const viewOf = ({ name, view, state, why }: Copy): SystemView => {
  if (view) return view;
  const because = why === undefined ? "" : `: ${why}`;
  throw new Refusal("environment", `nothing can be seen of "${name}", it is ${state}${because}`);
};

export interface Running {
  readonly copy: Copy;
  readonly view: SystemView;
  readonly control: Control;
  readonly words: readonly string[];
}

/** The running copy that a verb is about, and the words that are left. @throws Refusal */
export const runningCopy = async (
  words: readonly string[],
  options: { readonly copy?: string | undefined; readonly least: number },
  world: CliWorld,
): Promise<Running> => {
  const found = copyAndWords(await copiesHere(world), words, options);
  const { copy } = found;
  if (copy.state !== "running") {
    const remedy = copy.state === "stopped" ? "up" : "down";
    const says = `"${copy.name}" does not run, it is ${stateOf(copy)}; try "plinth ${remedy}"`;
    throw new Refusal("notRunning", says);
  }
  return { ...found, view: viewOf(copy), control: await world.local.controlOf(copy) };
};
