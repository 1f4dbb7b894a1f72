import { sound } from "../examples.ts";
import { replicasOf } from "../replicas-of.ts";
import { defineRule } from "../rule.ts";

export const drainPossible = defineRule({
  id: "drain-possible",
  severity: "error",
  why:
    "A budget that lets no replica go stops every drain: machines cannot be upgraded, and " +
    "the autoscaler cannot remove one.",
  remedy:
    "Leave at least one replica that may go: `minAvailable` below the number at rest, or " +
    "`maxUnavailable` from 1.",
  source: "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      const { disruption } = props;
      const { atRest } = replicasOf(props);
      if (!disruption || atRest === 0) continue;
      const [kept, written] =
        "minAvailable" in disruption
          ? [disruption.minAvailable, `minAvailable ${disruption.minAvailable}`]
          : [atRest - disruption.maxUnavailable, `maxUnavailable ${disruption.maxUnavailable}`];
      if (kept < atRest) continue;
      yield {
        on: id,
        says: `disruption.${written} of ${atRest} at rest lets no replica go, so no machine drains`,
        instead: atRest > 1 ? `disruption: { minAvailable: ${atRest - 1} }` : "scale.min: 2",
      };
    }
  },
  examples: {
    good(s) {
      const scale = { min: 3, max: 6, cpu: "70%" } as const;
      s.kubernetes("main").service("web", { ...sound, scale, disruption: { minAvailable: 2 } });
    },
    bad(s) {
      const main = s.kubernetes("main");
      const scale = { min: 3, max: 6, cpu: "70%" } as const;
      main.service("api", { ...sound, scale, disruption: { maxUnavailable: 0 } });
      main.service("web", { ...sound, scale, disruption: { minAvailable: 3 } });
    },
    found: ["main/api", "main/web"],
  },
});
