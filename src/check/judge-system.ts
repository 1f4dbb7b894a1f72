import type { Book } from "#plinth/books/book.ts";
import type { Built } from "#plinth/model/build.ts";
import type { Day } from "#plinth/model/day.ts";
import { compareText } from "#plinth/model/sorted.ts";
import type { System } from "#plinth/model/system.ts";
import type { Found } from "./found.ts";
import { type Look, lookAt } from "./look.ts";
import { oldBooks } from "./old-books.ts";
import { type Rule, type Severity, severities } from "./rule.ts";
import { type Accepted, waiversOf } from "./waivers.ts";

/** What `check` makes of one profile of a system. */
export interface Verdict {
  readonly profile: string;
  /** Worst first, then by place. */
  readonly found: readonly Found[];
  /** Waivers that waived nothing. */
  readonly unused: readonly Accepted[];
  /** The books that the answer depends on. */
  readonly books: readonly Book<unknown>[];
}

const rank = (severity: Severity): number => severities.indexOf(severity);

const inOrder = (a: Found, b: Found): number =>
  rank(a.severity) - rank(b.severity) ||
  compareText(a.where?.file ?? "", b.where?.file ?? "") ||
  (a.where?.line ?? 0) - (b.where?.line ?? 0) ||
  compareText(a.on, b.on) ||
  compareText(a.rule, b.rule);

/** What rules find in a system, waivers aside. @throws what a rule throws, which is our fault */
export const foundBy = (rules: readonly Rule[], system: System, day: Day) => {
  const look = lookAt(system, day);
  const found = rules.flatMap((rule) => [...foundIn(look, rule)]);
  return { found, books: [...look.consulted] };
};

function* foundIn(look: Look, { id, severity, judge }: Rule): Generator<Found> {
  for (const judged of judge(look)) yield { rule: id, severity, ...judged };
}

/**
 * The same of a system that the model refuses: a rule may stumble over what should not be there, and
 * then says that it did.
 */
const foundDespite = (rules: readonly Rule[], system: System, day: Day) => {
  const look = lookAt(system, day);
  const unjudged: string[] = [];
  const found: Found[] = [];
  for (const rule of rules) {
    try {
      for (const each of foundIn(look, rule)) found.push(each);
    } catch {
      unjudged.push(rule.id);
    }
  }
  if (unjudged.length > 0) {
    found.push({
      rule: "unjudged",
      severity: "warning",
      on: "",
      says: `what the model refuses keeps these rules from judging: ${unjudged.join(", ")}`,
      instead: "what the errors say; then check again",
    });
  }
  return { found, books: [...look.consulted] };
};

/** Judges one profile: what the model finds by itself, then every rule; waivers are applied. */
export const judgeSystem = (built: Built, rules: readonly Rule[], day: Day): Verdict => {
  const { system, findings } = built;
  const byModel: Found[] = findings.map(({ on, says, ...finding }) => ({
    ...finding,
    on,
    says: says.startsWith(`"${on}": `) ? says.slice(`"${on}": `.length) : says,
  }));
  const refused = findings.some(({ severity }) => severity === "error");
  const { found, books } = (refused ? foundDespite : foundBy)(rules, system, day);
  const waivers = waiversOf(system, rules, day);
  const located = [
    ...found,
    ...oldBooks(books, day),
    ...waivers.complaints,
    ...waivers.foreign,
  ].map((each): Found => {
    const where = system.where.get(each.on);
    return { ...each, ...(where && { where }), ...waivers.take(each.rule, each.on) };
  });
  return {
    profile: system.profile,
    found: [...byModel, ...located].sort(inOrder),
    unused: waivers.unused(),
    books,
  };
};
