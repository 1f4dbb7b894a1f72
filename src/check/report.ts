import type { Day } from "#plinth/model/day.ts";
import type { Found } from "./found.ts";
import type { Verdict } from "./judge-system.ts";
import { type Severity, severities } from "./rule.ts";
import type { Accepted } from "./waivers.ts";

/** A finding with the profiles in which it was found. */
export interface Line extends Found {
  readonly profiles: readonly string[];
}

/** What `check` says of a system, over all profiles that were judged. */
export interface Report {
  readonly system: string;
  /** The profiles that were judged, in the system's order. */
  readonly profiles: readonly string[];
  readonly day: Day;
  /** In the order of the first profile that has them. */
  readonly lines: readonly Line[];
  readonly counts: Readonly<Record<Severity | "waived", number>>;
}

const keyOf = ({ rule, on, says, instead, waived }: Found): string =>
  JSON.stringify([rule, on, says, instead, waived?.until]);

/** Waivers that waived nothing in any profile: they hide what may come. */
const unusedInAll = (verdicts: readonly Verdict[], whole: boolean): Found[] => {
  if (!whole) return [];
  const keyed = ({ rule, on }: Accepted): string => `${rule} ${on}`;
  const used = (waiver: Accepted): boolean =>
    verdicts.some(
      ({ unused, found }) =>
        !unused.some((each) => keyed(each) === keyed(waiver)) &&
        found.some(({ rule, on }) => rule === waiver.rule && on === waiver.on),
    );
  const all = new Map(verdicts.flatMap(({ unused }) => unused).map((each) => [keyed(each), each]));
  return [...all.values()]
    .filter((waiver) => !used(waiver))
    .map(({ rule, on }) => ({
      rule: "waiver",
      severity: "warning",
      on,
      says: `waives "${rule}", of which nothing is found`,
      instead: "nothing: take the waiver out",
    }));
};

/** Puts the verdicts on the profiles of a system together; the same finding is told once. */
export const reportOf = (
  system: string,
  verdicts: readonly Verdict[],
  { day, whole }: { readonly day: Day; readonly whole: boolean },
): Report => {
  const lines = new Map<string, Found & { readonly profiles: string[] }>();
  for (const { profile, found } of verdicts) {
    for (const each of found) {
      const line = lines.get(keyOf(each));
      if (line) line.profiles.push(profile);
      else lines.set(keyOf(each), { ...each, profiles: [profile] });
    }
  }
  const profiles = verdicts.map(({ profile }) => profile);
  for (const each of unusedInAll(verdicts, whole)) {
    lines.set(keyOf(each), { ...each, profiles: [...profiles] });
  }
  const all = [...lines.values()];
  const count = (severity: Severity): number =>
    all.filter((line) => line.severity === severity && !line.waived).length;
  return {
    system,
    profiles,
    day,
    lines: all.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
    counts: {
      error: count("error"),
      warning: count("warning"),
      note: count("note"),
      waived: all.filter(({ waived }) => waived).length,
    },
  };
};

/** Whether something counts that is as bad as this, or worse. */
export const reaches = ({ counts }: Report, threshold: Severity): boolean =>
  severities.slice(0, severities.indexOf(threshold) + 1).some((severity) => counts[severity] > 0);

/** A report as `--json` prints it. */
export const asJson = ({ system, profiles, day, counts, lines }: Report): object => ({
  system,
  profiles,
  day,
  counts,
  findings: lines,
});

/** Whether something that was judged rests on a book that is not believed any more. */
export const restsOnOldBook = ({ lines }: Report): boolean =>
  lines.some(({ rule }) => rule === "old-book");
