import type { Rule } from "./rule.ts";

/** What can be found without a rule: by the model as it is built, and by `check` itself. */
export type OwnFinding = Pick<Rule, "id" | "severity" | "why" | "remedy" | "source">;

const byModel = "docs/architecture.md, section The model";
const byCheck = "plinth check --help, section Usage";

/** In order of id. */
export const ownFindings: readonly OwnFinding[] = [
  {
    id: "async",
    severity: "error",
    why: "A description is run once, at once; what an async one makes later would be lost.",
    remedy: "Take `async` away, and read what you need before `system(…)`.",
    source: byModel,
  },
  {
    id: "duplicate-name",
    severity: "error",
    why: "Two things with one id cannot be told apart, by readers or by references.",
    remedy: "Give one of them another name.",
    source: byModel,
  },
  {
    id: "name",
    severity: "error",
    why: "Names become names of Kubernetes objects, which are RFC 1123 labels.",
    remedy: "Use lower-case letters, digits and hyphens, at most 63.",
    source: "RFC 1123 section 2.1",
  },
  {
    id: "old-book",
    severity: "warning",
    why: "Versions, regions and prices change; a book past its day may say what is no longer so.",
    remedy: "Take a newer Plinth, or read the source yourself.",
    source: byCheck,
  },
  {
    id: "plain-data",
    severity: "error",
    why: "A system is data that is compared, stored and sent; a function or a date cannot be.",
    remedy: "Write text, numbers, true or false, lists and records of them, and references.",
    source: byModel,
  },
  {
    id: "property",
    severity: "error",
    why: "The kind of the thing does not take such a value, which a compiler cannot see.",
    remedy: "Do as the finding says; the doc comment of the property has its range.",
    source: "docs/kinds.md, section Kinds and facets",
  },
  {
    id: "quantity",
    severity: "error",
    why: "A number without its unit means something else to each reader.",
    remedy: 'Write quantities as "250ms", "64MiB", "100m", "70%", "$150", "50/s".',
    source: "docs/vocabulary.md, section What is described",
  },
  {
    id: "start-cycle",
    severity: "error",
    why: "Things that each wait for the other never start.",
    remedy: "Wrap one reference in `talksTo(…)`: traffic that does not decide the start order.",
    source: byModel,
  },
  {
    id: "unjudged",
    severity: "warning",
    why: "A rule cannot read a quantity without a unit, or a region that does not exist.",
    remedy: "Mend what the model refuses, which is told as errors, and check again.",
    source: byCheck,
  },
  {
    id: "unknown-reference",
    severity: "error",
    why: "What refers to a thing of another system, or of another profile, refers to nothing.",
    remedy: "Make the thing in the same description, in every profile that refers to it.",
    source: byModel,
  },
  {
    id: "waiver",
    severity: "error",
    why:
      "A waiver of no rule, without a reason or without an end, hides what nobody decided; one that " +
      "waives nothing any more hides what may come, and is a warning.",
    remedy: "Name the rule as the finding does, say why, and give the last day; or take it out.",
    source: byCheck,
  },
];
