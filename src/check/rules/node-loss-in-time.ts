import { durationOf, toMs } from "#plinth/model/quantity.ts";
import { sound } from "../examples.ts";
import { defineRule } from "../rule.ts";

/** From the last sign of life of a machine until it is tainted: node-monitor-grace-period, 50s. */
const noticedMs = 50_000;
/** What a replica may take to be scheduled, pulled and ready. */
const startsMs = 30_000;

export const nodeLossInTime = defineRule({
  id: "node-loss-in-time",
  severity: "error",
  why:
    "A machine that is gone is noticed after 50 seconds; its pods stay bound to it for " +
    "another 300 unless they say otherwise. Who promises to be back sooner breaks the " +
    "promise every time.",
  remedy: "Write a shorter `tolerateNodeLoss`, or promise a longer `within`.",
  source:
    "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions",
  *judge(look) {
    const promised = look
      .said("scenario")
      .filter(({ says }) => says.fails === "node")
      .flatMap(({ id, says }) =>
        says.within === undefined ? [] : [{ id, ms: toMs(says.within) }],
      );
    for (const { id, props } of look.of("service")) {
      const tolerated = props.tolerateNodeLoss ?? "300s";
      const backMs = noticedMs + toMs(tolerated);
      for (const { id: scenario, ms } of promised) {
        if (backMs <= ms) continue;
        const says = `pods of a lost machine are replaced after ${durationOf(backMs)} at the earliest`;
        const longest = ms - noticedMs - startsMs;
        yield {
          on: id,
          says: `${says}, and scenario "${scenario}" promises ${durationOf(ms)}`,
          instead:
            longest > 0
              ? `tolerateNodeLoss: "${durationOf(longest)}"`
              : `within: "${durationOf(backMs + startsMs)}" in scenario "${scenario}"`,
        };
      }
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", { ...sound, tolerateNodeLoss: "30s" });
      s.scenario("machine", {
        when: "a machine is gone",
        fails: "node",
        impact: "its replicas are gone",
        recovery: "they start on another",
        within: "2m",
      });
    },
    bad(s) {
      s.kubernetes("main").service("web", sound);
      s.scenario("machine", {
        when: "a machine is gone",
        fails: "node",
        impact: "its replicas are gone",
        recovery: "they start on another",
        within: "2m",
      });
    },
    found: ["main/web"],
  },
});
