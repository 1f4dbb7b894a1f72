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
  /** What it is called where somebody reads of it: its name, and its cluster where there are several. */
  readonly title: string;
}

/** What a node's kind answers; the registry's entries differ in properties, which fit their nodes. */
const facetOf = ({ kind }: Node): Facet<unknown, Watched | undefined> | undefined =>
  (kinds as Readonly<Record<string, { watch: Facet<unknown, Watched | undefined> } | undefined>>)[
    kind
  ]?.watch;

const watchedOf = (node: Node, system: System): Watched | undefined => {
  const facet = facetOf(node);
  return facet === undefined || isNone(facet) ? undefined : facet(node, system);
};

/** What is watched on each cluster where anything is, by the cluster's folder; things by id. */
export const watchedOn = perSystem((system): ReadonlyMap<string, readonly Thing[]> => {
  const current = [...system.nodes.values()].filter(({ phase }) => phase === "current");
  const things = current.flatMap((node) => {
    const watched = watchedOf(node, system);
    const cluster = [node, ...placesOf(system, node)].find(({ kind }) => clusterKinds.has(kind));
    return watched && cluster ? { watched, node, folder: clusterFolder(cluster, system) } : [];
  });
  const folders = Map.groupBy(things, ({ folder }) => folder);
  return new Map(
    [...folders].map(([folder, all]) => [
      folder,
      all.map(({ watched, node }) => ({
        ...watched,
        node,
        name: clusterKinds.has(node.kind) ? `cluster.${node.name}` : node.name,
        title: folders.size > 1 ? `${node.name} on ${folder}` : node.name,
      })),
    ]),
  );
});

/** What an alert is called where somebody reads of it; no other of the system is called so. */
export const headingOf = ({ title }: Thing, { name, labels = {} }: Alert): string =>
  [`${title}: ${name}`, ...Object.values(labels)].join(" ");

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
