import { type Built, systemOf } from "#plinth/model/build.ts";
import type { Author } from "#plinth/model/place.ts";
import { kinds, type PlinthKinds } from "./registry.gen.ts";

/** The system as a test describes it. */
export type Describe = (s: Author<PlinthKinds>) => void;

export const system = systemOf<PlinthKinds>(kinds);

/** A system of one profile, built. */
export const build = (describe: Describe): Built =>
  system("test", {}, describe).build({ profile: "default" });

/** What is wrong with a description, as sentences without the id that they begin with. */
export const complaints = (describe: Describe): string[] =>
  build(describe).findings.map(({ says }) => says.replace(/^"[^"]*": /, ""));

/** The one local part of the node that a description makes last. */
export const localPart = (id: string, describe: Describe): unknown => {
  const { system: built, findings } = build(describe);
  if (findings.length > 0) throw new Error(findings.map(({ says }) => says).join("; "));
  const node = built.nodes.get(id);
  if (!node) throw new Error(`"${id}" is not in ${[...built.nodes.keys()].join(", ")}`);
  // The registry's entries differ in their properties; here only one fits the node.
  const facet = (kinds as Record<string, { local: unknown }>)[node.kind]?.local;
  if (typeof facet !== "function") throw new Error(`"${node.kind}" has no local facet`);
  return facet(node, built)[0];
};
