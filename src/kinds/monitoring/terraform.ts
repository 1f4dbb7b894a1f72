import { resource } from "#plinth/kinds/aws/provider/block.ts";
import { keptLogs } from "#plinth/kinds/aws/provider/kept-logs.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { besides } from "#plinth/kinds/aws/provider/within.ts";
import { clusterName } from "#plinth/kinds/eks/cluster-name.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";
import { dashboard } from "./terraform-dashboard.ts";

/**
 * What the CloudWatch agent of the add-on writes to. Made here, so that what is written ends.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference.html
 */
const logs = ["application", "dataplane", "host", "performance"] as const;

/** The logs of each cluster whose machines carry the agent. */
const clusterLogs = (node: Node<unknown>, system: System): readonly TerraformBlock[] =>
  besides(system, node, "eks")
    .filter(
      ({ props }) =>
        Array.isArray(props.addons) && props.addons.includes("amazon-cloudwatch-observability"),
    )
    .flatMap((cluster) =>
      logs.map((log) =>
        resource("observability", "aws_cloudwatch_log_group", blockName(cluster, log), {
          name: `/aws/containerinsights/${clusterName(cluster, system)}/${log}`,
          ...keptLogs(system, node),
        }),
      ),
    );

/** What is kept of a system's figures and logs, and a page to look at. */
export const terraform = (
  node: Node<{ readonly dashboard?: boolean }>,
  system: System,
): readonly TerraformBlock[] => [
  ...clusterLogs(node, system),
  ...(node.props.dashboard ? [dashboard(node, system)] : []),
];
