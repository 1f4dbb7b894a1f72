import { besides } from "#plinth/kinds/aws/provider/within.ts";
import { agentLogs } from "#plinth/kinds/eks/agent-logs.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";
import { dashboard } from "./terraform-dashboard.ts";

/** What is kept of a system's figures and logs, and a page to look at. */
export const terraform = (
  node: Node<{ readonly dashboard?: boolean }>,
  system: System,
): readonly TerraformBlock[] => [
  ...besides(system, node, "eks").flatMap((cluster) => agentLogs(cluster, system, node)),
  ...(node.props.dashboard ? [dashboard(node, system)] : []),
];
