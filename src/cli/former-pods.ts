import type { CliWorld } from "./cli-world.ts";
import type { CopyAndWords } from "./which-copy.ts";

/** Names of replicas of which there is a trace, also of those that are gone. */
export const formerPods = async (
  { copy, words }: CopyAndWords,
  { local }: CliWorld,
): Promise<readonly string[]> => {
  if (words.length === 0) return [];
  const events = await local.eventsOnDisk(copy, { of: [], follow: false });
  return [...new Set(events.flatMap(({ pod }) => (pod === undefined ? [] : [pod])))];
};
