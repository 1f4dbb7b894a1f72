import { perSystem } from "#plinth/model/per-system.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** The kinds that are clusters. */
export const clusterKinds: ReadonlySet<string> = new Set(["eks", "k3s", "kubernetes"]);

/** How many clusters are called the same, by name. */
const namesakes = perSystem(({ nodes }) =>
  Map.groupBy(
    [...nodes.values()].filter(({ kind }) => clusterKinds.has(kind)),
    ({ name }) => name,
  ),
);

/** A cluster's folder: its name, or its whole id where two clusters are called the same. */
export const clusterFolder = ({ id, name }: Node, system: System): string =>
  namesakes(system).get(name)?.length === 1 ? name : id.replaceAll("/", ".");
