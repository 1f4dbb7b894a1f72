import { of } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { targetsOf } from "#plinth/kinds/load-balancer/targets.ts";
import type { Ref } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Measure } from "./measure.ts";

const namespace = "AWS/ApplicationELB";

const all = "(FILL(requests, 0) + FILL(balancer, 0))";

/**
 * Answers with 5xx, of the services and of the balancer itself, in hundredths of all requests. The
 * balancer counts a request only when it found a target for it, so without any target there would be
 * errors and nothing to divide them by: what it answered itself is added.
 */
const errorShare = (
  dimensions: Measure["looksAt"]["dimensions"],
  ofAtLeast: number | undefined,
): Measure => {
  const share = `100 * (FILL(targets, 0) + FILL(balancer, 0)) / ${all}`;
  const sumOf = (id: string, metric_name: string) => ({
    id,
    metric: {
      namespace,
      metric_name,
      period: 60,
      stat: "Sum",
      ...(dimensions !== undefined && { dimensions }),
    },
  });
  return {
    looksAt: {
      metric_query: [
        {
          id: "share",
          label: "Answers with 5xx, per cent",
          expression: ofAtLeast === undefined ? share : `IF(${all} >= ${ofAtLeast}, ${share}, 0)`,
          return_data: true,
        },
        sumOf("balancer", "HTTPCode_ELB_5XX_Count"),
        sumOf("requests", "RequestCount"),
        sumOf("targets", "HTTPCode_Target_5XX_Count"),
      ],
    },
  };
};

/**
 * What CloudWatch has of a balancer.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export const balancerMeasures = (
  balancer: Node,
  metric: string,
  ofAtLeast: number | undefined,
  system: System,
): readonly Measure[] => {
  const LoadBalancer = of("load-balancer", "aws_lb", blockName(balancer), "arn_suffix");
  if (metric === "5xx-rate") return [errorShare({ LoadBalancer }, ofAtLeast)];
  if (metric === "p99-latency") {
    const metric_name = "TargetResponseTime";
    const dimensions = { LoadBalancer };
    return [{ looksAt: { namespace, metric_name, dimensions, extended_statistic: "p99" } }];
  }
  if (metric !== "unhealthy-hosts") return [];
  const routes = (balancer.props.routes ?? {}) as Readonly<Record<string, Ref>>;
  const targets = targetsOf({ ...balancer, props: { routes } }, system);
  return targets.map(({ service, block }) => ({
    suffix: service.name,
    looksAt: {
      namespace,
      metric_name: "UnHealthyHostCount",
      dimensions: {
        LoadBalancer,
        TargetGroup: of("load-balancer", "aws_lb_target_group", block, "arn_suffix"),
      },
      statistic: "Maximum",
    },
  }));
};
