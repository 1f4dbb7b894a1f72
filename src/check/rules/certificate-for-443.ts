import { sound, soundBalancer, soundCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const certificateFor443 = defineRule({
  id: "certificate-for-443",
  severity: "error",
  why:
    "A listener for HTTPS cannot be made without a certificate, and there is no certificate " +
    "without a name.",
  remedy: "Write the `domain`, or leave 443 out of `listeners`.",
  source:
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
  *judge(look) {
    for (const { id, props } of look.of("load-balancer")) {
      if (props.domain !== undefined || !props.listeners?.includes(443)) continue;
      yield {
        on: id,
        says: "listens on 443 and has no domain to have a certificate for",
        instead: 'domain: "example.com", or listeners: [80]',
      };
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundCloud(s);
      vpc.loadBalancer("alb", { ...soundBalancer, routes: { "/*": main.service("web", sound) } });
    },
    bad(s) {
      const { vpc, main } = soundCloud(s);
      const { domain, ...unnamed } = soundBalancer;
      const web = main.service("web", sound);
      vpc.loadBalancer("alb", { ...unnamed, routes: { "/*": web }, listeners: [80, 443] });
    },
    found: ["aws/vpc/alb"],
  },
});
