import { ec2Types } from "#plinth/books/ec2-types.ts";
import { toMilli } from "#plinth/model/quantity.ts";
import { sound, soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import type { Look } from "../look.ts";
import { replicasOf } from "../replicas-of.ts";
import { defineRule } from "../rule.ts";

/** What the machines of a cluster may use for ever at their most; undefined unless all burst. */
const earnedMilli = (look: Look, cluster: string): number | undefined => {
  const groups = look.within(cluster, "node-group");
  let sum = 0;
  for (const { props } of groups) {
    const baseline = look.read(ec2Types).typeOf(props.type)?.baselineMilli;
    if (baseline === undefined) return undefined;
    sum += props.max * baseline;
  }
  return groups.length === 0 ? undefined : sum;
};

export const objectiveWithinCredits = defineRule({
  id: "objective-within-credits",
  severity: "warning",
  why:
    "A burstable machine earns credits for its baseline; what runs above it for hours is " +
    "paid as surplus credits, or throttled. A fleet at its maximum is there for hours.",
  remedy:
    "Take machines that are not burstable for what must be carried for long, or more of them.",
  source: ec2Types.facts.baselineSource,
  *judge(look) {
    for (const { id, says } of look.said("objective")) {
      const service = look.node(says.of?.ref, "service");
      const cluster = look.around(service?.id ?? "", "eks");
      if (!service || !cluster || says.throughput === undefined) continue;
      const { most } = replicasOf(service.props);
      const limit = service.props.resources?.cpu?.limit;
      if (limit === undefined || (says.replicas ?? 0) < most) continue;
      const earned = earnedMilli(look, cluster.id);
      const wanted = most * toMilli(limit);
      if (earned === undefined || wanted <= earned) continue;
      yield {
        on: `objective:${id}`,
        says:
          `${most} replicas of "${service.id}" may take ${wanted}m, and the machines at their most ` +
          `earn ${Math.round(earned)}m`,
        instead: 'type: "m7i.large" for the machines, or a lower objective',
      };
    }
  },
  examples: {
    good(s) {
      const web = soundCloud(s).main.service("web", sound);
      s.objective("full", { throughput: "60000/s", replicas: 6, of: web });
    },
    bad(s) {
      const main = s.aws("eu-central-1").network("vpc", soundNetwork).eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, type: "t3.medium" });
      const web = main.service("web", sound);
      s.objective("full", { throughput: "60000/s", replicas: 6, of: web });
    },
    found: ["objective:full"],
  },
});
