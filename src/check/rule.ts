import type { PlinthKinds } from "#plinth/kinds/registry.gen.ts";
import type { Author } from "#plinth/model/place.ts";
import type { Look } from "./look.ts";

/** How bad a finding is, from worst to least. */
export const severities = ["error", "warning", "note"] as const;

/**
 * `error`: it cannot be made, or breaks what the system promises. `warning`: it works until the day on
 * which it does not. `note`: worth knowing.
 */
export type Severity = (typeof severities)[number];

/** One thing that a rule does not like. */
export interface Judged {
  /** The id of a node, or `type:id` of a statement. */
  readonly on: string;
  /** What is wrong and what was expected, without the id; no full stop. */
  readonly says: string;
  /** What to write instead, as code where it can be code. */
  readonly instead: string;
}

/** A description, as an author writes it. */
export type Example = (s: Author<PlinthKinds>) => void;

/** One question about a whole system: a single file with its reason, remedy, source and examples. */
export interface Rule {
  /** The name of its file. */
  readonly id: string;
  readonly severity: Severity;
  /** What goes wrong otherwise, in sentences. */
  readonly why: string;
  /** What to do, in sentences. */
  readonly remedy: string;
  /** From where we know: a URL, or a document with its section. */
  readonly source: string;
  /** Looks through the system. Pure: the day comes with the look. */
  judge(look: Look): Iterable<Judged>;
  readonly examples: {
    /** No rule finds anything in it. */
    readonly good: Example;
    readonly bad: Example;
    /** What the rule finds in the bad one, by id, sorted. */
    readonly found: readonly string[];
  };
}

/** Declares a rule. */
export const defineRule = (spec: Rule): Rule => spec;
