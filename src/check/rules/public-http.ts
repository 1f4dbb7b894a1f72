import { sound, soundBalancer, soundCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const publicHttp = defineRule({
  id: "public-http",
  severity: "warning",
  why:
    "What comes over the internet in the clear is read and changed on its way, whatever is " +
    "said of encryption elsewhere.",
  remedy:
    "Give the balancer a `domain`: then it has a certificate, answers on 443, and sends 80 " +
    "there.",
  source:
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
  *judge(look) {
    for (const { id, props } of look.of("load-balancer")) {
      if (props.scheme === "internal" || props.domain !== undefined) continue;
      yield {
        on: id,
        says: "answers the internet without TLS",
        instead: 'domain: "example.com"',
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
      vpc.loadBalancer("alb", { ...unnamed, routes: { "/*": main.service("web", sound) } });
    },
    found: ["aws/vpc/alb"],
  },
});
