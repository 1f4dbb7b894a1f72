import { sound } from "../examples.ts";
import { hasDoor } from "../has-door.ts";
import { replicasOf } from "../replicas-of.ts";
import { defineRule } from "../rule.ts";

export const replicasOutlastOne = defineRule({
  id: "replicas-outlast-one",
  severity: "warning",
  why:
    "With one replica every restart, every new version and every lost machine is an outage " +
    "for who calls it.",
  remedy:
    "Keep two at least where callers come through a door; three where the loss of one may " +
    "not halve what is left.",
  source: "https://kubernetes.io/docs/concepts/workloads/pods/disruptions/",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      const { atRest } = replicasOf(props);
      if (atRest >= 2 || !hasDoor(look, id)) continue;
      yield {
        on: id,
        says: `callers come to it through a door, and there is ${atRest === 1 ? "one replica" : "none"}`,
        instead: props.scale ? "scale.min: 2" : "replicas: 2",
      };
    }
  },
  examples: {
    good(s) {
      const main = s.kubernetes("main");
      const web = main.service("web", { ...sound, scale: { min: 3, max: 6, cpu: "70%" } });
      main.gateway("door", { routes: { "/*": web } });
    },
    bad(s) {
      const main = s.kubernetes("main");
      const web = main.service("web", { ...sound, scale: { min: 1, max: 6, cpu: "70%" } });
      main.gateway("door", { routes: { "/*": web } });
    },
    found: ["main/web"],
  },
});
