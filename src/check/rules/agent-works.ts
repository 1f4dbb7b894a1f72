import { allows } from "../allows.ts";
import { soundCloud } from "../examples.ts";
import type { PropsOf } from "../look.ts";
import { defineRule } from "../rule.ts";

const maySend = (role: PropsOf<"role">): boolean =>
  (role.managedPolicies ?? []).includes("CloudWatchAgentServerPolicy") ||
  allows(role, "cloudwatch:PutMetricData");

export const agentWorks = defineRule({
  id: "agent-works",
  severity: "error",
  why:
    "The CloudWatch agent is an add-on that somebody must add, and it may send figures only " +
    "with a role; without either there are none, and nothing says so.",
  remedy:
    'Add "amazon-cloudwatch-observability" to the add-ons, and a role with ' +
    "CloudWatchAgentServerPolicy.",
  source:
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html",
  *judge(look) {
    for (const { id, props } of look.of("monitoring")) {
      const from = props.collects.find(({ by }) => by === "cloudwatch-agent")?.from;
      // Machines of K3s carry an agent and its rights by themselves.
      if (!from || look.node(from.ref, "k3s")) continue;
      const cluster = look.around(from.ref, "eks");
      const role = look.node(props.role?.ref, "role");
      const missing = [
        ...(!cluster || cluster.props.addons?.includes("amazon-cloudwatch-observability")
          ? []
          : [`"${cluster.id}" has no such agent`]),
        ...(role && maySend(role.props) ? [] : ["no role lets it send them"]),
      ];
      if (missing.length === 0) continue;
      yield {
        on: id,
        says: `figures of "${from.ref}" come by the CloudWatch agent, but ${missing.join(", and ")}`,
        instead:
          'addons: ["amazon-cloudwatch-observability"], and a role with CloudWatchAgentServerPolicy',
      };
    }
  },
  examples: {
    good(s) {
      const { aws, machines } = soundCloud(s);
      const role = aws.role("agent", {
        assumedBy: { pods: "amazon-cloudwatch/cloudwatch-agent" },
        managedPolicies: ["CloudWatchAgentServerPolicy"],
      });
      const collects = [{ from: machines, by: "cloudwatch-agent", metrics: ["cpu"] }] as const;
      aws.monitoring("figures", { collects, role, logs: "30d" });
    },
    bad(s) {
      const { aws, machines } = soundCloud(s);
      const collects = [{ from: machines, by: "cloudwatch-agent", metrics: ["cpu"] }] as const;
      aws.monitoring("figures", { collects, logs: "30d" });
    },
    found: ["aws/figures"],
  },
});
