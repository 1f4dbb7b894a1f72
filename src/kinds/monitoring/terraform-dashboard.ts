import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { jsonText } from "#plinth/kinds/aws/provider/json-text.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { besides, regionOf } from "#plinth/kinds/aws/provider/within.ts";
import { agentNamespace, hasAgent } from "#plinth/kinds/k3s/logs.ts";
import { machinesName, serverName } from "#plinth/kinds/k3s/names.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Expression, TerraformBlock } from "#plinth/model/terraform-block.ts";

/** A metric as a widget names it: namespace, name, then dimension by dimension, then how it is drawn. */
type Line = readonly (string | Expression | { readonly label: string; readonly stat?: string })[];

interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
  /** @default "Average" */
  readonly stat?: string;
  readonly unit: string;
}

const ofBalancer = (balancer: Node): readonly Panel[] => {
  const on = (metric: string, label: string, stat = "Sum"): Line => [
    "AWS/ApplicationELB",
    metric,
    "LoadBalancer",
    of("load-balancer", "aws_lb", blockName(balancer), "arn_suffix"),
    { label, stat },
  ];
  const { name } = balancer;
  return [
    {
      title: `${name}: requests and errors`,
      unit: "a minute",
      lines: [
        on("RequestCount", "requests"),
        on("HTTPCode_Target_5XX_Count", "5xx of services"),
        on("HTTPCode_ELB_5XX_Count", "5xx of the balancer"),
        on("HTTPCode_Target_4XX_Count", "4xx"),
      ],
    },
    {
      title: `${name}: time to answer`,
      unit: "seconds",
      lines: ["p50", "p99"].map((stat) => on("TargetResponseTime", stat, stat)),
    },
  ];
};

const ofMachines = (cluster: Node, system: System): readonly Panel[] => {
  const { servers } = cluster.props as { readonly servers?: { readonly count: number } };
  const group = of("cluster", "aws_autoscaling_group", machinesName(cluster, "agents"), "name");
  const each = (namespace: string, metric: string): readonly Line[] => [
    [namespace, metric, "AutoScalingGroupName", group, { label: "agents" }],
    ...Array.from(
      { length: servers?.count ?? 0 },
      (_, i): Line => [
        namespace,
        metric,
        "InstanceId",
        of("cluster", "aws_instance", serverName(cluster, i), "id"),
        { label: `server ${i + 1}` },
      ],
    ),
  ];
  const by = [
    ["processors", "AWS/EC2", "CPUUtilization"],
    ["memory", agentNamespace, "mem_used_percent"],
    ["disks", agentNamespace, "disk_used_percent"],
  ] as const;
  return by
    .filter(([, namespace]) => namespace !== agentNamespace || hasAgent(cluster, system))
    .map(([what, namespace, metric]) => ({
      title: `${cluster.name}: ${what}`,
      unit: "per cent",
      lines: each(namespace, metric),
    }));
};

const ofDatabase = (server: Node): readonly Panel[] => {
  const on = (metric: string, label: string): Line => [
    "AWS/RDS",
    metric,
    "DBInstanceIdentifier",
    of("database", "aws_db_instance", blockName(server), "identifier"),
    { label },
  ];
  const { name } = server;
  return [
    { title: `${name}: processor`, unit: "per cent", lines: [on("CPUUtilization", "processor")] },
    { title: `${name}: connections`, unit: "number", lines: [on("DatabaseConnections", "open")] },
    { title: `${name}: disk that is left`, unit: "bytes", lines: [on("FreeStorageSpace", "left")] },
    {
      title: `${name}: time of the disk`,
      unit: "seconds",
      lines: [on("ReadLatency", "reads"), on("WriteLatency", "writes")],
    },
  ];
};

/** Two panels beside each other; a page is 24 wide. */
const widget = ({ title, lines, unit, stat = "Average" }: Panel, i: number, region: string) => ({
  type: "metric",
  x: (i % 2) * 12,
  y: Math.floor(i / 2) * 6,
  width: 12,
  height: 6,
  properties: {
    title,
    region,
    stat,
    period: 60,
    view: "timeSeries",
    metrics: lines,
    yAxis: { left: { label: unit, showUnits: false, min: 0 } },
  },
});

/**
 * One page of what CloudWatch has of a system. What programs tell of themselves is in Prometheus.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export const dashboard = (node: Node<unknown>, system: System): TerraformBlock => {
  const region = regionOf(system, node);
  const panels = [
    ...besides(system, node, "load-balancer").flatMap(ofBalancer),
    ...besides(system, node, "k3s").flatMap((cluster) => ofMachines(cluster, system)),
    ...besides(system, node, "postgres").flatMap(ofDatabase),
  ];
  return resource("observability", "aws_cloudwatch_dashboard", blockName(node), {
    dashboard_name: awsName(system, node.name, 255),
    dashboard_body: jsonText({ widgets: panels.map((panel, i) => widget(panel, i, region)) }),
  });
};
