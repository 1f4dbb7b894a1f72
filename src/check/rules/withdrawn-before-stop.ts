import { toMs } from "#plinth/model/quantity.ts";
import { sound } from "../examples.ts";
import { hasDoor } from "../has-door.ts";
import { defineRule } from "../rule.ts";

export const withdrawnBeforeStop = defineRule({
  id: "withdrawn-before-stop",
  severity: "warning",
  why:
    "A replica is asked to stop in the same moment in which routers are told of it; for some " +
    "seconds they go on sending it requests, which then fail with every new version.",
  remedy:
    'Let it serve on while it is withdrawn: `shutdown: { withdrawal: "5s" }`, with a grace ' +
    "that is longer.",
  source: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      const { withdrawal = "0s", preStop } = props.shutdown ?? {};
      if (toMs(withdrawal) > 0 || preStop !== undefined || !hasDoor(look, id)) continue;
      yield {
        on: id,
        says: "stops as soon as it is asked to, while routers still send it requests",
        instead: 'shutdown: { grace: "45s", withdrawal: "5s" }',
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
      const web = main.service("web", { ...sound, shutdown: { grace: "45s" } });
      main.gateway("door", { routes: { "/*": web } });
    },
    found: ["main/web"],
  },
});
