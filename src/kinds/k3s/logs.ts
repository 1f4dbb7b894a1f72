import { systemName } from "#plinth/kinds/aws/provider/names.ts";
import { besides } from "#plinth/kinds/aws/provider/within.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** Groups of logs that machines write to. */
export const logsOf = (system: System) =>
  ({
    applications: `/aws/${systemName(system)}/applications`,
    k3s: `/aws/${systemName(system)}/k3s`,
  }) as const;

/** Where the figures are that an agent on the machines tells. */
export const agentNamespace = "CWAgent";

/** Whether machines carry an agent for figures and logs: where the account keeps either. */
export const hasAgent = (node: Pick<Node, "id" | "parent">, system: System): boolean =>
  besides(system, node, "monitoring").length > 0;

/**
 * What that agent does. Figures are told by machine and over each group of machines.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
 */
export const agentConfig = (system: System): object => ({
  agent: { run_as_user: "root" },
  metrics: {
    namespace: agentNamespace,
    append_dimensions: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the agent puts it in.
      AutoScalingGroupName: "${aws:AutoScalingGroupName}",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the agent puts it in.
      InstanceId: "${aws:InstanceId}",
    },
    aggregation_dimensions: [["AutoScalingGroupName"], ["InstanceId"]],
    metrics_collected: {
      mem: { measurement: ["mem_used_percent"] },
      disk: { measurement: ["used_percent"], resources: ["/"], drop_device: true },
    },
  },
  logs: {
    logs_collected: {
      files: {
        collect_list: [
          {
            file_path: "/var/log/containers/*.log",
            log_group_name: logsOf(system).applications,
            // Without it the agent follows one file only, whichever was written last.
            // https://github.com/aws/amazon-cloudwatch-agent plugins/inputs/logfile/logfile.go
            publish_multi_logs: true,
          },
          { file_path: "/var/log/k3s.log", log_group_name: logsOf(system).k3s },
        ],
      },
    },
  },
});
