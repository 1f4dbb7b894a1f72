import { of } from "#plinth/kinds/aws/provider/block.ts";
import { agentNamespace, hasAgent } from "#plinth/kinds/k3s/logs.ts";
import { machinesName, serverName } from "#plinth/kinds/k3s/names.ts";
import type { K3sProps } from "#plinth/kinds/k3s/props.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Measure } from "./measure.ts";

type Looked = Measure["looksAt"];

/** EC2 tells of its machines every five minutes, unless it is paid to do so every minute. */
const periodSeconds = 300;

/** What tells the machines of a cluster apart: agents come and go in their group, servers stay. */
const machinesOf = (
  cluster: Node,
): readonly {
  readonly suffix: string;
  readonly dimensions: NonNullable<Looked["dimensions"]>;
}[] => {
  const { servers, agents } = cluster.props as object as K3sProps;
  const AutoScalingGroupName = of(
    "cluster",
    "aws_autoscaling_group",
    machinesName(cluster, "agents"),
    "name",
  );
  return [
    ...(agents.count > 0 ? [{ suffix: "agents", dimensions: { AutoScalingGroupName } }] : []),
    ...Array.from({ length: servers.count }, (_, i) => ({
      suffix: `server-${i + 1}`,
      dimensions: { InstanceId: of("cluster", "aws_instance", serverName(cluster, i), "id") },
    })),
  ];
};

/**
 * What CloudWatch has of the machines of K3s: the processor from outside, memory by the agent on them.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html
 */
export const machineMeasures = (
  cluster: Node,
  metric: string,
  system: System,
): readonly Measure[] => {
  if (metric === "memory" && !hasAgent(cluster, system)) return [];
  if (metric !== "cpu" && metric !== "memory") return [];
  const statistic = "Average";
  return machinesOf(cluster).map(({ suffix, dimensions }) =>
    metric === "cpu"
      ? {
          suffix,
          periodSeconds,
          looksAt: { namespace: "AWS/EC2", metric_name: "CPUUtilization", dimensions, statistic },
        }
      : {
          suffix,
          looksAt: {
            namespace: agentNamespace,
            metric_name: "mem_used_percent",
            dimensions,
            statistic,
          },
        },
  );
};
