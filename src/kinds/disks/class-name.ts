import type { Node, System } from "#plinth/model/system.ts";

/** What the class of disks is called that a node `disks` makes: classes belong to the whole cluster. */
export const diskClassName = (disks: Pick<Node, "name">, system: Pick<System, "name">): string =>
  `${system.name}-${disks.name}`;
