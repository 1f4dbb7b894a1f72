import { sound, soundBalancer, soundCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const publicEntryDeclared = defineRule({
  id: "public-entry-declared",
  severity: "warning",
  why:
    "A way in from the internet that no flow tells of is one that nobody thinks of when " +
    "doors are closed.",
  remedy: 'Tell of it as a flow that begins at "internet", or make it internal.',
  source: "https://owasp.org/www-project-threat-modeling/ section Entry points",
  *judge(look) {
    const flows = look.said("flow").filter(({ says }) => says.hops[0] === "internet");
    const entries = new Set(
      flows.flatMap(({ says }) => {
        const first = says.hops[1];
        return typeof first === "object" ? [first.ref] : [];
      }),
    );
    for (const { id, props } of flows.length === 0 ? [] : look.of("load-balancer")) {
      if (props.scheme === "internal" || entries.has(id)) continue;
      yield {
        on: id,
        says: "is open to the internet, and no flow comes in through it",
        instead: 'scheme: "internal", or s.flow(…, { hops: ["internet", …] })',
      };
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundCloud(s);
      const web = main.service("web", sound);
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes: { "/*": web } });
      s.flow("request", { says: "in through the balancer", hops: ["internet", alb, web] });
    },
    bad(s) {
      const { vpc, main } = soundCloud(s);
      const web = main.service("web", sound);
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes: { "/*": web } });
      vpc.loadBalancer("admin", { ...soundBalancer, routes: { "/*": web } });
      s.flow("request", { says: "in through the balancer", hops: ["internet", alb, web] });
    },
    found: ["aws/vpc/admin"],
  },
});
