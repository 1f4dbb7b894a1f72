import { sound, soundBalancer, soundCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const objectiveWatched = defineRule({
  id: "objective-watched",
  severity: "warning",
  why: "What is promised and not watched is broken for weeks before somebody complains.",
  remedy: "Make an alarm on errors for availability, and one on latency for latency.",
  source: "https://sre.google/workbook/alerting-on-slos/",
  *judge(look) {
    const watched = new Set(look.of("alarm").map(({ props }) => props.metric));
    for (const { id, says } of look.of("load-balancer").length === 0
      ? []
      : look.said("objective")) {
      const missing = [
        ...(says.availability !== undefined && !watched.has("5xx-rate") ? ["5xx-rate"] : []),
        ...(says.latency !== undefined && !watched.has("p99-latency") ? ["p99-latency"] : []),
      ];
      if (missing.length === 0) continue;
      yield {
        on: `objective:${id}`,
        says: `no alarm watches ${missing.join(" nor ")}`,
        instead: `aws.alarm(…, { of: the balancer, metric: "${missing[0]}", … })`,
      };
    }
  },
  examples: {
    good(s) {
      const { aws, vpc, main } = soundCloud(s);
      const routes = { "/*": main.service("web", sound) } as const;
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      aws.alarm("slowness", { of: alb, metric: "p99-latency", above: "250ms", for: "5m" });
      s.objective("latency", { latency: { p99: "250ms" } });
    },
    bad(s) {
      const { vpc, main } = soundCloud(s);
      const routes = { "/*": main.service("web", sound) } as const;
      vpc.loadBalancer("alb", { ...soundBalancer, routes });
      s.objective("latency", { latency: { p99: "250ms" } });
    },
    found: ["objective:latency"],
  },
});
