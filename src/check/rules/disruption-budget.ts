import { sound } from "../examples.ts";
import { replicasOf } from "../replicas-of.ts";
import { defineRule } from "../rule.ts";

export const disruptionBudget = defineRule({
  id: "disruption-budget",
  severity: "warning",
  why:
    "Without a budget a drain may take all replicas at once: an upgrade of the machines is " +
    "then an outage.",
  remedy: "Say what a drain must leave standing with `disruption`.",
  source: "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      const { atRest } = replicasOf(props);
      if (props.disruption || atRest < 2) continue;
      yield {
        on: id,
        says: `a drain may take all ${atRest} replicas at once`,
        instead: `disruption: { minAvailable: ${atRest - 1} }`,
      };
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", { ...sound, disruption: { minAvailable: 2 } });
    },
    bad(s) {
      const { disruption, ...unbudgeted } = sound;
      s.kubernetes("main").service("web", unbudgeted);
    },
    found: ["main/web"],
  },
});
