import { sound, soundBalancer, soundCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const openPortAnswered = defineRule({
  id: "open-port-answered",
  severity: "error",
  why:
    "A port that is open and that nobody listens on is a hole kept ready, and a promise that " +
    "is not kept: callers of HTTPS wait for a refusal.",
  remedy: "Open what is listened on, and nothing else.",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  *judge(look) {
    for (const { id, props } of look.of("security-group")) {
      const balancer = look.node(props.of?.ref, "load-balancer");
      if (!balancer) continue;
      const { domain, listeners = domain === undefined ? [80] : [80, 443] } = balancer.props;
      const idle = props.ingress.flatMap(({ port, from }) =>
        from === "internet" && port !== "all" && !listeners.includes(port) ? [port] : [],
      );
      if (idle.length === 0) continue;
      yield {
        on: id,
        says: `opens ${idle.join(", ")} to the internet, where "${balancer.id}" does not listen`,
        instead: `ingress for ${listeners.join(", ")} alone`,
      };
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundCloud(s);
      const routes = { "/*": main.service("web", sound) } as const;
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      const ingress = [{ port: 443, from: "internet", because: "callers" }] as const;
      vpc.securityGroup("front", { of: alb, ingress });
    },
    bad(s) {
      const { vpc, main } = soundCloud(s);
      const { domain, ...unnamed } = soundBalancer;
      const routes = { "/*": main.service("web", sound) } as const;
      const alb = vpc.loadBalancer("alb", { ...unnamed, routes });
      const ingress = [{ port: 443, from: "internet", because: "callers" }] as const;
      vpc.securityGroup("front", { of: alb, ingress });
    },
    found: ["aws/vpc/front"],
  },
});
