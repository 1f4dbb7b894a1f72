import { isRef } from "#plinth/model/ref.ts";
import type { Statement, StatementTypes } from "#plinth/model/statement.ts";
import type { System } from "#plinth/model/system.ts";
import { code, section } from "./markdown.ts";

type Of<T extends keyof StatementTypes> = Extract<Statement, { readonly type: T }>;

const all = <T extends keyof StatementTypes>({ statements }: System, type: T): readonly Of<T>[] =>
  statements.filter((each): each is Of<T> => each.type === type);

const today = ({ id, phase }: Statement): string => (phase === "future" ? `${id} (planned)` : id);

/** Quantities by name, in words: `availability 99.9%, over 30d`. */
const quantities = (value: object): string =>
  Object.entries(value)
    .filter(([key]) => key !== "of")
    .map(([key, entry]) => {
      const words = key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
      return `${words} ${typeof entry === "object" ? quantities(entry) : entry}`;
    })
    .join(", ");

export const objectives = (system: System): readonly string[] =>
  section(
    "What it must reach",
    ["objective", "says", "of"],
    all(system, "objective").map((each) => [
      today(each),
      quantities(each.says),
      each.says.of ? code(each.says.of.ref) : "all",
    ]),
  );

export const scenarios = (system: System): readonly string[] =>
  section(
    "When things fail",
    ["scenario", "when", "what fails", "then", "it recovers", "within"],
    all(system, "scenario").map(({ id, says }) => [
      id,
      says.when,
      isRef(says.fails) ? code(says.fails.ref) : says.fails,
      says.impact,
      says.recovery,
      says.within ?? "not said",
    ]),
  );

/** The number of a claim: those of one document are told apart by it, and ids sort as text. */
const numberOf = ({ id }: Statement): number => Number(/\d+$/.exec(id)?.[0] ?? 0);

/** What the document says, with how it is settled; whether it holds is not for this page to say. */
export const claims = (system: System): readonly string[] =>
  section(
    "What its document claims",
    ["claim", "says", "number", "settled by", "cannot hold as written"],
    [...all(system, "claim")]
      .sort((a, b) => numberOf(a) - numberOf(b))
      .map((each) => [
        today(each),
        each.says.says,
        each.says.value ?? "",
        each.says.by.join(", "),
        each.says.finding ?? "",
      ]),
  );

export const procedures = (system: System): readonly string[] =>
  section(
    "Runbooks",
    ["procedure", "when"],
    all(system, "procedure").map((each) => [
      `[${today(each)}](runbooks/${each.id}.md)`,
      each.says.when,
    ]),
  );

export const futures = (system: System): readonly string[] =>
  section(
    "What is planned",
    ["what", "term", "says"],
    all(system, "future").map(({ id, says }) => [id, says.term, says.says]),
  );

export const references = (system: System): readonly string[] =>
  section(
    "Sources",
    ["title", "address"],
    all(system, "reference").map(({ id, says }) => [id, `<${says.url}>`]),
  );
