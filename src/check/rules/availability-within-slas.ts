import { awsSlas } from "#plinth/books/aws-slas.ts";
import { toPercent } from "#plinth/model/quantity.ts";
import { sound, soundBalancer, soundCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";
import { zonesAround } from "../zones-around.ts";

export const availabilityWithinSlas = defineRule({
  id: "availability-within-slas",
  severity: "warning",
  why:
    "What stands in a row is no better than all of its parts together: who promises more " +
    "than the provider does bears the difference.",
  remedy: "Promise less, or have a second region.",
  source: awsSlas.facts.source,
  *judge(look) {
    const [cloud, ...others] = look.of("aws");
    for (const { id, says } of cloud && others.length === 0 ? look.said("objective") : []) {
      if (says.availability === undefined) continue;
      const slas = look.read(awsSlas);
      const parts = [
        (zonesAround(look, look.of("network")[0]?.id ?? "") ?? 2) > 1 ? slas.region : slas.machine,
        ...(look.of("load-balancer").length > 0 ? [slas.balancer] : []),
        ...(look.of("eks").length > 0 ? [slas.eks] : []),
      ];
      const together = 100 * parts.reduce((product, part) => (product * part) / 100, 1);
      if (toPercent(says.availability) <= together) continue;
      yield {
        on: `objective:${id}`,
        says:
          `promises ${says.availability}, and ${parts.map((part) => `${part}%`).join(" × ")} ` +
          `is ${together.toFixed(2)}%`,
        instead: `availability: "${(Math.floor(together * 10) / 10).toFixed(1)}%"`,
      };
    }
  },
  examples: {
    good(s) {
      const { aws, vpc, main } = soundCloud(s);
      const routes = { "/*": main.service("web", sound) } as const;
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      aws.alarm("errors", { of: alb, metric: "5xx-rate", above: "1%", for: "5m" });
      s.objective("availability", { availability: "99.9%", over: "30d" });
    },
    bad(s) {
      const { vpc, main } = soundCloud(s);
      const routes = { "/*": main.service("web", sound) } as const;
      vpc.loadBalancer("alb", { ...soundBalancer, routes });
      s.objective("availability", { availability: "99.99%", over: "30d" });
    },
    found: ["objective:availability"],
  },
});
