import { allows } from "../allows.ts";
import { soundAutoscalerRole, soundCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

const needed = [
  "autoscaling:DescribeAutoScalingGroups",
  "autoscaling:SetDesiredCapacity",
  "autoscaling:TerminateInstanceInAutoScalingGroup",
  "ec2:DescribeLaunchTemplateVersions",
] as const;

export const nodeAutoscalerMayAct = defineRule({
  id: "node-autoscaler-may-act",
  severity: "error",
  why:
    "Without leave to change the group the autoscaler sees pods wait and can do nothing; it " +
    "says so in its own log alone.",
  remedy: "Give it a role with the actions it calls.",
  source:
    "https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md",
  *judge(look) {
    for (const { id, props } of look.of("node-autoscaler")) {
      const role = look.node(props.role?.ref, "role");
      const missing = role ? needed.filter((action) => !allows(role.props, action)) : needed;
      if (missing.length === 0) continue;
      yield {
        on: id,
        says:
          `${role ? `"${role.id}" does not let it` : "has no role, so it may not"} ` +
          `call ${missing.join(", ")}`,
        instead: `role: aws.role("autoscaler", { actions: ["${needed[0]}", …] })`,
      };
    }
  },
  examples: {
    good(s) {
      const { aws, main, machines } = soundCloud(s);
      const role = aws.role("autoscaler", soundAutoscalerRole);
      main.nodeAutoscaler("autoscaler", { groups: [machines], role });
    },
    bad(s) {
      const { main, machines } = soundCloud(s);
      main.nodeAutoscaler("autoscaler", { groups: [machines] });
    },
    found: ["aws/vpc/main/autoscaler"],
  },
});
