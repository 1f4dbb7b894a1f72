import { kinds } from "#plinth/kinds/registry.gen.ts";
import { type Facet, isNone } from "#plinth/model/facet.ts";
import { placesOf } from "#plinth/model/lookup.ts";
import { perSystem } from "#plinth/model/per-system.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Alert, Watched } from "#plinth/model/watched.ts";
import { clusterFolder, clusterKinds } from "../cluster-folder.ts";
import { addressInRepository } from "../in-repository.ts";

/** Something on a cluster that is watched. */
export interface Thing extends Watched {
  readonly node: Node;
  /** What its files and objects are called; no service has a dot in its name, so clusters do. */
  readonly name: string;
}

/** What a node's kind answers; the registry's entries differ in properties, which fit their nodes. */
const facetOf = ({ kind }: Node): Facet<unknown, Watched | undefined> | undefined =>
  (kinds as Readonly<Record<string, { watch: Facet<unknown, Watched | undefined> } | undefined>>)[
    kind
  ]?.watch;

const thingOf = (node: Node, system: System): readonly Thing[] => {
  const facet = facetOf(node);
  const watched = facet === undefined || isNone(facet) ? undefined : facet(node, system);
  const name = clusterKinds.has(node.kind) ? `cluster.${node.name}` : node.name;
  return watched === undefined ? [] : [{ ...watched, node, name }];
};

/** What is watched on each cluster where anything is, by the cluster's folder; things by id. */
export const watchedOn = perSystem((system): ReadonlyMap<string, readonly Thing[]> => {
  const things = [...system.nodes.values()]
    .filter(({ phase }) => phase === "current")
    .flatMap((node) => thingOf(node, system));
  return Map.groupBy(things, ({ node }) => {
    const cluster = [node, ...placesOf(system, node)].find(({ kind }) => clusterKinds.has(kind));
    return cluster === undefined ? "" : clusterFolder(cluster, system);
  });
});

/** What an alert is called where somebody reads of it: unique on its cluster. */
export const headingOf = ({ node }: Thing, { name, labels = {} }: Alert): string =>
  [`${node.name}: ${name}`, ...Object.values(labels)].join(" ");

/** Where an alert's heading is on its page, as GitHub and its likes make anchors. */
export const anchorOf = (thing: Thing, alert: Alert): string =>
  headingOf(thing, alert)
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-");

/** Where the page is that says what to do about an alert; nowhere if no repository is known. */
export const runbookOf = (thing: Thing, alert: Alert, system: System): string | undefined => {
  const page = addressInRepository(system, "docs/alerts.md");
  return page && `${page}#${anchorOf(thing, alert)}`;
};
