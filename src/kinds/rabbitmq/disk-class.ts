import { diskClassName } from "#plinth/kinds/disks/class-name.ts";
import { nodesOf } from "#plinth/model/lookup.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** The class of disks of a cluster, as a claim names it; without one, its default class. */
export const diskClass = (
  cluster: Pick<Node, "id"> | undefined,
  system: System,
): { readonly storageClassName?: string } => {
  const disks = nodesOf(system, "disks").find(({ parent }) => parent === cluster?.id);
  return disks ? { storageClassName: diskClassName(disks, system) } : {};
};
