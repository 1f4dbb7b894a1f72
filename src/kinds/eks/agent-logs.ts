import { addressOf, resource } from "#plinth/kinds/aws/provider/block.ts";
import { keptLogs } from "#plinth/kinds/aws/provider/kept-logs.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { besides } from "#plinth/kinds/aws/provider/within.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformAddress, TerraformBlock } from "#plinth/model/terraform-block.ts";
import { clusterName } from "./cluster-name.ts";

/** The add-on that carries the CloudWatch agent to each machine. */
export const agentAddon = "amazon-cloudwatch-observability";

/**
 * What the agent writes to.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference.html
 */
const logs = ["application", "dataplane", "host", "performance"] as const;

const module = "observability";
const type = "aws_cloudwatch_log_group";

const hasAgent = ({ props }: Pick<Node, "props">): boolean =>
  Array.isArray(props.addons) && props.addons.includes(agentAddon);

/** Where the agent of a cluster writes, made here so that what is written ends. */
export const agentLogs = (
  cluster: Node,
  system: System,
  monitoring: Node<unknown>,
): readonly TerraformBlock[] =>
  hasAgent(cluster)
    ? logs.map((log) =>
        resource(module, type, blockName(cluster, log), {
          name: `/aws/containerinsights/${clusterName(cluster, system)}/${log}`,
          ...keptLogs(system, monitoring),
        }),
      )
    : [];

/**
 * What must be there before the agent is and as long as it is. It makes a group that it misses, and
 * keeps that for ever: at the start Terraform would find its name taken, at the end it would stay.
 */
export const beforeAgent = (
  cluster: Pick<Node, "id" | "name" | "parent">,
  system: System,
): readonly TerraformAddress[] =>
  besides(system, cluster, "monitoring").length > 0
    ? logs.map((log) => addressOf(module, type, blockName(cluster, log)))
    : [];
