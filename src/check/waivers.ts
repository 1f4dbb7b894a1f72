import { type Day, parseDay } from "#plinth/model/day.ts";
import type { System } from "#plinth/model/system.ts";
import { rulesWaived, type Waiver, waiversOn } from "#plinth/model/waiver.ts";
import type { Found } from "./found.ts";
import type { Rule } from "./rule.ts";

/** A waiver for one id, with what it stands on. */
export interface Accepted extends Waiver {
  readonly rule: string;
  readonly on: string;
}

const acceptedOn = (on: string, written: object): Accepted[] =>
  waiversOn(written).flatMap((waiver) =>
    rulesWaived(waiver).map((rule) => ({ ...waiver, rule, on })),
  );

/** Checks of other judges whose waivers are handed on to them. */
const foreign = /^checkov\/CKV2?(_[A-Z0-9]+)+$/;

const acceptedIn = ({ nodes, statements }: System): Accepted[] => [
  ...[...nodes.values()].flatMap(({ id, props }) => acceptedOn(id, props)),
  ...statements.flatMap(({ type, id, says }) => acceptedOn(`${type}:${id}`, says)),
];

const complaint = (on: string, says: string, instead: string): Found => ({
  rule: "waiver",
  severity: "error",
  on,
  says,
  instead,
});

/** What is wrong with a waiver itself. */
const wrongWith = ({ rule, because, until, on }: Accepted, known: ReadonlySet<string>): Found[] => {
  const wrong: Found[] = [];
  if (!known.has(rule) && !foreign.test(rule)) {
    wrong.push(
      complaint(on, `waives "${rule}", which is no rule`, "the id that stands with the finding"),
    );
  }
  const day = parseDay(until);
  if (typeof day !== "string") {
    wrong.push(complaint(on, `waives "${rule}" until ${day.wrong}`, 'until: "2027-06-30"'));
  }
  if (because.trim() === "") {
    wrong.push(complaint(on, `waives "${rule}" without a reason`, 'because: "…"'));
  }
  return wrong;
};

/** The waivers of a system: which findings they take away, and what is wrong with them. */
export const waiversOf = (system: System, rules: readonly Rule[], day: Day) => {
  const known = new Set(rules.map(({ id }) => id));
  const accepted = acceptedIn(system);
  const used = new Set<Accepted>();
  const byKey = new Map(accepted.map((waiver) => [`${waiver.rule} ${waiver.on}`, waiver]));
  const complaints = accepted.flatMap((waiver) => wrongWith(waiver, known));
  return {
    complaints,
    /** What other judges find and is accepted: it is for them to find, and for us to tell. */
    foreign: accepted
      .filter(({ rule }) => foreign.test(rule))
      .map(({ rule, on, because, until }): Found => {
        const judge = rule.slice(0, rule.indexOf("/"));
        const told = { rule, on, ...(until < day ? { lapsed: { because, until } } : {}) };
        return until < day
          ? { ...told, severity: "warning", says: `what ${judge} finds is no longer accepted` }
          : {
              ...told,
              severity: "note",
              says: `what ${judge} finds is accepted`,
              waived: { because, until },
            };
      }),
    /** What a waiver makes of a finding, if there is one. */
    take: (rule: string, on: string): Pick<Found, "waived" | "lapsed"> => {
      const waiver = byKey.get(`${rule} ${on}`);
      if (!waiver) return {};
      used.add(waiver);
      const { because, until } = waiver;
      return until < day ? { lapsed: { because, until } } : { waived: { because, until } };
    },
    unused: (): Accepted[] => accepted.filter((each) => known.has(each.rule) && !used.has(each)),
  };
};
