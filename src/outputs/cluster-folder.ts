import type { Node, System } from "#plinth/model/system.ts";

/** The kinds that are clusters. */
export const clusterKinds: ReadonlySet<string> = new Set(["eks", "kubernetes"]);

/** A cluster's folder: its name, or its whole id where two clusters are called the same. */
export const clusterFolder = ({ id, name }: Node, { nodes }: System): string =>
  [...nodes.values()].filter((each) => clusterKinds.has(each.kind) && each.name === name).length ===
  1
    ? name
    : id.replaceAll("/", ".");
