import { sound, soundAutoscalerRole, soundCloud } from "../examples.ts";
import { askedOf, capacityOf, platformOf, shortOf } from "../machine-capacity.ts";
import { defineRule } from "../rule.ts";

export const nodeAutoscalerActs = defineRule({
  id: "node-autoscaler-acts",
  severity: "warning",
  why:
    "A node autoscaler adds a machine when a pod cannot be placed. When all replicas at " +
    "their most fit on the machines that are there at rest, that day never comes, and `max` " +
    "is never reached.",
  remedy:
    "Make requests as large as what is used, or say that it is there for lost machines and " +
    'for others: `purpose: "headroom"`.',
  source: "https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md",
  *judge(look) {
    for (const { id, props } of look.of("node-autoscaler")) {
      const cluster = look.around(id, "eks");
      if (!cluster || props.purpose === "headroom") continue;
      const groups = props.groups.flatMap(({ ref }) => look.node(ref, "node-group") ?? []);
      const has = capacityOf(look, groups, (group) => group.props.desired);
      const machines = groups.reduce((sum, group) => sum + group.props.desired, 0);
      const services = look.within(cluster.id, "service");
      if (!has || services.length === 0) continue;
      const asked = askedOf(look, cluster.id, "most");
      if (shortOf([asked, platformOf(look, cluster, machines)], has).length > 0) continue;
      yield {
        on: id,
        says:
          `never adds a machine: all ${asked.pods} replicas at their most ask for ` +
          `${asked.cpuMilli}m of the ${has.cpuMilli}m that ${machines} machines have`,
        instead: 'purpose: "headroom", or larger requests',
      };
    }
  },
  examples: {
    good(s) {
      const { aws, main, machines } = soundCloud(s);
      const role = aws.role("autoscaler", soundAutoscalerRole);
      main.nodeAutoscaler("autoscaler", { groups: [machines], role, purpose: "headroom" });
      main.service("web", sound);
    },
    bad(s) {
      const { aws, main, machines } = soundCloud(s);
      const role = aws.role("autoscaler", soundAutoscalerRole);
      main.nodeAutoscaler("autoscaler", { groups: [machines], role });
      main.service("web", sound);
    },
    found: ["aws/vpc/main/autoscaler"],
  },
});
