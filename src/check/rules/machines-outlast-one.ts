import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { promisedAvailability } from "../promised-availability.ts";
import { defineRule } from "../rule.ts";

export const machinesOutlastOne = defineRule({
  id: "machines-outlast-one",
  severity: "warning",
  why:
    "With one machine its loss, and every upgrade of it, is an outage, whatever the number " +
    "of replicas.",
  remedy: "Keep two machines at least where availability is promised.",
  source: "https://docs.aws.amazon.com/eks/latest/best-practices/reliability.html",
  *judge(look) {
    const promised = promisedAvailability(look);
    for (const cluster of promised === undefined ? [] : look.of("eks")) {
      const groups = look.within(cluster.id, "node-group");
      const machines = groups.reduce((sum, { props }) => sum + props.min, 0);
      if (groups.length === 0 || machines >= 2) continue;
      yield {
        on: groups[0]?.id ?? cluster.id,
        says: `${promised}% is promised on ${machines === 1 ? "one machine" : "no machine"} at rest`,
        instead: "min: 2, desired: 2",
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
      s.objective("availability", { availability: "99.9%", over: "30d" });
    },
    bad(s) {
      const main = s.aws("eu-central-1").network("vpc", soundNetwork).eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, min: 1, desired: 1 });
      s.objective("availability", { availability: "99.9%", over: "30d" });
    },
    found: ["aws/vpc/main/machines"],
  },
});
