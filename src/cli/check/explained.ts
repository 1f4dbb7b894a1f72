import { type ExampleTexts, exampleTexts } from "#plinth/check/example-text.ts";
import { type OwnFinding, ownFindings } from "#plinth/check/own-findings.ts";
import { rules } from "#plinth/check/registry.gen.ts";
import { readText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { didYouMean } from "#plinth/project/nearest.ts";

/** A rule as it is told to a person; what no rule finds has no examples. */
export interface Explained extends OwnFinding {
  readonly examples?: ExampleTexts;
}

/** The rule of that id. @throws Refusal with the nearest, when there is none */
export const explained = (id: string): Explained => {
  const rule = rules.find((each) => each.id === id);
  const own = rule ?? ownFindings.find((each) => each.id === id);
  if (!own) {
    const known = [...rules, ...ownFindings].map((each) => each.id);
    const meant = didYouMean(id, known) || "; docs/rules.md lists them";
    throw new Refusal("usage", `there is no rule "${id}"${meant}`);
  }
  const { severity, why, remedy, source } = own;
  const told = { id, severity, why, remedy, source };
  if (!rule) return told;
  const file = `${import.meta.dir}/../../check/rules/${id}.ts`;
  return { ...told, examples: exampleTexts(readText(file) ?? "") };
};
