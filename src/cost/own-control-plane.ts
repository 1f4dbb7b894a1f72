import { nodesOf } from "#plinth/model/lookup.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { type Bill, billOf, sumOf, type Terms } from "./bill.ts";

/** A cluster whose control plane is on machines of one's own, beside one that the cloud runs. */
export interface OwnControlPlane {
  /** The id of the cluster. */
  readonly cluster: string;
  readonly servers: number;
  /** What its servers come to, with their disks, addresses and figures, USD. */
  readonly usdPerMonth: number;
  /** A control plane of EKS in their place, USD. */
  readonly managedUsdPerMonth: number;
}

const serversOf = ({ props }: Node): number =>
  (props as { readonly servers?: { readonly count: number } }).servers?.count ?? 0;

/** The system with the agents of that cluster alone, and EKS over them. */
const managed = (system: System, node: Node): System => {
  const agents = { ...node.props, servers: { ...(node.props.servers as object), count: 0 } };
  const id = `${node.id}/managed`;
  const plane: Node = {
    id,
    name: "managed",
    kind: "eks",
    parent: node.id,
    phase: "current",
    props: {},
  };
  return {
    ...system,
    nodes: new Map([...system.nodes, [node.id, { ...node, props: agents }], [id, plane]]),
  };
};

/**
 * What a control plane of one's own saves is the price of a managed one less that of its servers: one
 * server may be cheaper, three that outlast one of them may not be.
 */
export const ownControlPlanes = (system: System, terms: Terms, bill: Bill): OwnControlPlane[] =>
  nodesOf(system, "k3s")
    .filter((node) => node.phase === "current" && serversOf(node) > 0)
    .flatMap((node) => {
      const other = billOf(managed(system, node), terms);
      const plane = other.lines.filter((line) => line.node === `${node.id}/managed`);
      const known = plane.flatMap(({ usdPerMonth }) => (usdPerMonth ? [usdPerMonth] : []));
      if (known.length === 0) return [];
      const managedUsdPerMonth = sumOf(known).usual;
      const agents = other.usdPerMonth.usual - managedUsdPerMonth;
      return [
        {
          cluster: node.id,
          servers: serversOf(node),
          usdPerMonth: bill.usdPerMonth.usual - agents,
          managedUsdPerMonth,
        },
      ];
    });
