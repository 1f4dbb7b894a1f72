import type { Node, System } from "#plinth/model/system.ts";
import type { Expression } from "#plinth/model/terraform-block.ts";
import { of } from "./block.ts";
import { blockName } from "./names.ts";
import { within } from "./within.ts";

/** Machines on which the pods of a cluster run, as others of the account see them. */
export interface Machines {
  /** What tells the blocks apart that are made for several. */
  readonly suffix: string;
  /** What they are called in a description. */
  readonly says: string;
  /** Their firewall. */
  readonly group: Expression;
  /** The group that keeps their number. */
  readonly scalingGroup: Expression;
  /** Whether nothing leaves them but where a rule lets it. */
  readonly isShutIn: boolean;
}

/** A managed group of machines has a scaling group that EKS made and named. */
const managed = (machines: Pick<Node, "id" | "name">): Machines => ({
  suffix: machines.name.replaceAll("-", "_"),
  says: machines.name,
  group: of("cluster", "aws_security_group", blockName(machines), "id"),
  scalingGroup: of(
    "cluster",
    "aws_eks_node_group",
    blockName(machines),
    "resources[0].autoscaling_groups[0].name",
  ),
  isShutIn: false,
});

/** What the blocks of a K3s cluster's machines are called that run pods. */
export const agentsName = (cluster: Pick<Node, "id" | "name">): string =>
  blockName(cluster, "agents");

const agents = (cluster: Pick<Node, "id" | "name">): Machines => ({
  suffix: `${cluster.name.replaceAll("-", "_")}_agents`,
  says: `the agents of ${cluster.name}`,
  group: of("cluster", "aws_security_group", agentsName(cluster), "id"),
  scalingGroup: of("cluster", "aws_autoscaling_group", agentsName(cluster), "name"),
  isShutIn: true,
});

/** The machines on which the pods of a cluster run: of EKS its node groups, of K3s its agents. */
export const machinesOf = (
  cluster: Pick<Node, "id" | "name" | "kind">,
  system: System,
): readonly Machines[] =>
  cluster.kind === "k3s" ? [agents(cluster)] : within(system, cluster, "node-group").map(managed);
