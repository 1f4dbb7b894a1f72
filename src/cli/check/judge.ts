import { judgeSystem, type Verdict } from "#plinth/check/judge-system.ts";
import { rules } from "#plinth/check/registry.gen.ts";
import { type Report, reportOf } from "#plinth/check/report.ts";
import type { Day } from "#plinth/model/day.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { LoadedProfiles } from "#plinth/project/load-system.ts";

/** A day that was asked for is not answered from books that do not reach so far. */
const refuseBeyond = (verdicts: readonly Verdict[], day: Day): void => {
  const books = verdicts.flatMap(({ books }) => books).filter(({ expires }) => expires < day);
  const [book] = books;
  if (!book) return;
  const says = `--date ${day} is beyond the book "${book.name}", believed until ${book.expires}`;
  throw new Refusal("book", `${says}; give an earlier day, or take a newer Plinth`);
};

/** Judges a system. @throws Refusal for a day that was asked for and that no book reaches */
export const judge = (
  { name, profiles, built }: LoadedProfiles,
  { today, asked }: { readonly today: Day; readonly asked: Day | undefined },
): Report => {
  const day = asked ?? today;
  const verdicts = built.map((each) => judgeSystem(each, rules, day));
  if (asked !== undefined) refuseBeyond(verdicts, asked);
  return reportOf(name, verdicts, { day, whole: built.length === profiles.length });
};
