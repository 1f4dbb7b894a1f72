import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { promisedAvailability } from "../promised-availability.ts";
import { defineRule } from "../rule.ts";

export const spotAlone = defineRule({
  id: "spot-alone",
  severity: "warning",
  why:
    "AWS takes spot machines back with two minutes' notice, and often many of a type at " +
    "once: a cluster of nothing else can lose all of them.",
  remedy: "Keep a group on demand for what was promised, and use spot for what comes on top.",
  source: "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-compute.html",
  *judge(look) {
    const promised = promisedAvailability(look);
    for (const cluster of promised === undefined ? [] : look.of("eks")) {
      const groups = look.within(cluster.id, "node-group");
      const [first] = groups;
      if (!first || groups.some(({ props }) => props.capacity !== "spot")) continue;
      yield {
        on: first.id,
        says: `${promised}% is promised, and all machines are spot`,
        instead: 'capacity: "on-demand"',
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
      main.nodeGroup("machines", { ...soundMachines, capacity: "spot" });
      s.objective("availability", { availability: "99.9%", over: "30d" });
    },
    found: ["aws/vpc/main/machines"],
  },
});
