import { addressOf, data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformAddress, TerraformBlock } from "#plinth/model/terraform-block.ts";
import { agentAddon, beforeAgent } from "./agent-logs.ts";

const module = "cluster";

/** What machines need before they are ready; all else runs on machines and comes after them. */
const beforeMachines = ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"];

/** What is not as it comes: network policies are enforced only where they are asked for. */
const settings: Readonly<Record<string, unknown>> = {
  "vpc-cni": { enableNetworkPolicy: "true" },
};

/** Add-ons that machines wait for. */
export const addonsBeforeMachines = (
  cluster: Pick<Node, "id" | "name">,
  chosen: readonly string[],
): readonly TerraformAddress[] =>
  beforeMachines
    .filter((addon) => addon !== "eks-pod-identity-agent" || chosen.includes(addon))
    .map((addon) => addressOf(module, "aws_eks_addon", blockName(cluster, addon)));

/**
 * The add-ons of a cluster: those that every one has, and those chosen. Each has the version that EKS
 * recommends for the cluster's: without one, EKS would choose when it is made, and never again, so that
 * an upgraded cluster kept the proxy of the former. Another version is seen in a plan.
 */
export const addons = (
  cluster: Pick<Node<{ readonly version: string }>, "id" | "name" | "parent" | "props">,
  system: System,
  chosen: readonly string[],
  nodeGroups: readonly string[],
): readonly TerraformBlock[] =>
  [...new Set(["coredns", "kube-proxy", "vpc-cni", ...chosen])].sort().flatMap((addon) => {
    const name = blockName(cluster, addon);
    const setting = settings[addon];
    const isEarly = beforeMachines.includes(addon);
    const after = [
      ...nodeGroups.map((name) => addressOf(module, "aws_eks_node_group", name)),
      ...(addon === agentAddon ? beforeAgent(cluster, system) : []),
    ];
    const lookedUp = data(module, "aws_eks_addon_version", name, {
      addon_name: addon,
      kubernetes_version: cluster.props.version,
    });
    const made = resource(
      module,
      "aws_eks_addon",
      name,
      {
        cluster_name: of(module, "aws_eks_cluster", blockName(cluster), "name"),
        addon_name: addon,
        addon_version: ofData(module, "aws_eks_addon_version", name, "version"),
        resolve_conflicts_on_create: "OVERWRITE",
        resolve_conflicts_on_update: "OVERWRITE",
        ...(setting !== undefined && { configuration_values: JSON.stringify(setting) }),
      },
      isEarly ? {} : { after },
    );
    return [lookedUp, made];
  });
