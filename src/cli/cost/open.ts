import { Refusal } from "#plinth/model/refusal.ts";
import type { System } from "#plinth/model/system.ts";
import { findingLine, type LoadedProfiles } from "#plinth/project/load-system.ts";
import { didYouMean } from "#plinth/project/nearest.ts";
import { openProfiles } from "../check/open-profiles.ts";
import type { CliWorld } from "../cli-world.ts";

interface Wanted {
  readonly system: string | undefined;
  readonly profile: string | undefined;
  /** Profiles with commas between; a beginning of their names is enough. */
  readonly compare: string | undefined;
  readonly asWritten: boolean;
}

const profileOf = (name: string, word: string, profiles: readonly string[]): string => {
  const found = profiles.filter((profile) => profile.startsWith(word));
  const [only] = found;
  if (only !== undefined && (found.length === 1 || found.includes(word))) {
    return found.includes(word) ? word : only;
  }
  const has = `; it has ${profiles.map((known) => `"${known}"`).join(", ")}`;
  const meant = didYouMean(word, profiles) || has;
  throw new Refusal("usage", `"${name}" has no profile "${word}"${meant}`);
};

/** A bill of what is broken would mislead; a document is priced as it stands. */
const refuseBroken = ({ name, built }: LoadedProfiles): void => {
  const errors = built.flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === "error"),
  );
  if (errors.length === 0) return;
  const many = errors.length === 1 ? "an error" : `${errors.length} errors`;
  throw new Refusal("model", `"${name}" has ${many}:`, { details: errors.map(findingLine) });
};

/** The system in the profiles that are to be priced, in the order in which they were named. */
export const openForCost = async (wanted: Wanted, world: CliWorld): Promise<System[]> => {
  const { compare } = wanted;
  const profile = compare === undefined ? wanted.profile : undefined;
  const loaded = await openProfiles({ ...wanted, profile }, world);
  const { name, profiles } = loaded;
  const words = compare?.split(",").map((word) => word.trim());
  const [first = "default"] = profiles;
  const asked = (words ?? [wanted.profile ?? first]).map((word) => profileOf(name, word, profiles));
  if (words && words.length === 1) {
    asked.unshift(profileOf(name, wanted.profile ?? first, profiles));
  }
  const built = asked.flatMap((profile) =>
    loaded.built.filter(({ system }) => system.profile === profile),
  );
  if (!wanted.asWritten) refuseBroken({ ...loaded, built });
  return built.map(({ system }) => system);
};
