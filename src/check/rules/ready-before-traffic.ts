import { sound } from "../examples.ts";
import { hasDoor } from "../has-door.ts";
import { defineRule } from "../rule.ts";

export const readyBeforeTraffic = defineRule({
  id: "ready-before-traffic",
  severity: "warning",
  why:
    "Without a readiness probe a replica gets requests as soon as its process is there, and " +
    "goes on getting them when it can no longer answer.",
  remedy:
    "Answer a path with 200 only while requests are welcome, and ask for it as " +
    "`probes.readiness`.",
  source: "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
  *judge(look) {
    for (const { id } of look.of("service").filter(({ props }) => !props.probes?.readiness)) {
      if (!hasDoor(look, id)) continue;
      yield {
        on: id,
        says: "callers come to it through a door, and nothing says when it is ready for them",
        instead: 'probes: { readiness: { http: "/ready" } }',
      };
    }
  },
  examples: {
    good(s) {
      const main = s.kubernetes("main");
      main.gateway("door", { routes: { "/*": main.service("web", sound) } });
    },
    bad(s) {
      const main = s.kubernetes("main");
      const web = main.service("web", { ...sound, probes: { liveness: { http: "/health" } } });
      main.gateway("door", { routes: { "/*": web } });
    },
    found: ["main/web"],
  },
});
