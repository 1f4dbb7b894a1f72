import { sound } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const livenessApart = defineRule({
  id: "liveness-apart",
  severity: "warning",
  why:
    "When both probes ask the same, a replica that is only busy or draining is ended instead " +
    "of being spared, and what it had in hand is lost.",
  remedy:
    "Let readiness answer 503 while requests are unwelcome, and liveness stay 200 as long as " +
    "the process works; give them two paths.",
  source: "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      const { readiness, liveness } = props.probes ?? {};
      if (!readiness || !liveness || !("http" in readiness) || !("http" in liveness)) continue;
      if (readiness.http !== liveness.http || readiness.port !== liveness.port) continue;
      yield {
        on: id,
        says: `readiness and liveness both ask ${liveness.http}: who is not ready is ended`,
        instead: 'readiness: { http: "/ready" }',
      };
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", sound);
    },
    bad(s) {
      const probes = { readiness: { http: "/health" }, liveness: { http: "/health" } } as const;
      s.kubernetes("main").service("web", { ...sound, probes });
    },
    found: ["main/web"],
  },
});
