import { of } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Measure } from "./measure.ts";

const namespace = "ContainerInsights";

const serviceMeasures = (service: Node, metric: string, system: System): readonly Measure[] => {
  const ClusterName = of("cluster", "aws_eks_cluster", clusterBlock(service), "name");
  const Namespace = namespaceOf(system);
  if (metric === "at-max-replicas") {
    const { max } = (service.props.scale ?? {}) as { readonly max?: number };
    if (max === undefined) return [];
    return [
      {
        looksAt: {
          namespace,
          metric_name: "service_number_of_running_pods",
          dimensions: { ClusterName, Namespace, Service: service.name },
          statistic: "Minimum",
        },
        limit: { comparison_operator: "GreaterThanOrEqualToThreshold", threshold: max },
      },
    ];
  }
  if (metric !== "cpu" && metric !== "memory") return [];
  return [
    {
      looksAt: {
        namespace,
        metric_name: `pod_${metric}_utilization_over_pod_limit`,
        dimensions: { ClusterName, Namespace, PodName: service.name },
        statistic: "Average",
      },
    },
  ];
};

const clusterBlock = ({ parent }: Pick<Node, "parent">): string =>
  blockName({ id: parent, name: parent });

/**
 * What the CloudWatch agent tells of a cluster, its machines and services.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html
 */
export const clusterMeasures = (on: Node, metric: string, system: System): readonly Measure[] => {
  if (on.kind === "service") return serviceMeasures(on, metric, system);
  if (metric !== "cpu" && metric !== "memory") return [];
  const block =
    on.kind === "eks" ? blockName(on) : on.kind === "node-group" ? clusterBlock(on) : "";
  if (block === "") return [];
  return [
    {
      looksAt: {
        namespace,
        metric_name: `node_${metric}_utilization`,
        dimensions: { ClusterName: of("cluster", "aws_eks_cluster", block, "name") },
        statistic: "Average",
      },
    },
  ];
};
