import { sound, soundBalancer, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

/** Ports on which a cluster's own programs speak what no balancer of HTTP hands on. */
const ownPorts: Readonly<Record<number, string>> = {
  2379: "etcd, which knows its clients by their certificates",
  2380: "etcd among servers",
  6443: "the API server, which knows its clients by their certificates",
  10250: "the kubelet, which knows its clients by their certificates",
};

export const balancerPassesHttp = defineRule({
  id: "balancer-passes-http",
  severity: "error",
  why:
    "An Application Load Balancer ends TLS itself and speaks HTTP: what a caller proves by its " +
    "certificate ends there. A port that is open to it and that it cannot use is a hole without a use.",
  remedy:
    "Open node ports to the balancer and nothing else; reach the API server through a tunnel of " +
    "Session Manager.",
  source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html",
  *judge(look) {
    for (const { id, props } of look.of("security-group")) {
      for (const { port, from } of props.ingress) {
        const through = typeof from === "object" && look.node(from.ref, "load-balancer");
        const speaks = port === "all" ? undefined : ownPorts[port];
        if (!through || speaks === undefined) continue;
        yield {
          on: id,
          says: `opens ${port} to "${through.id}": there is ${speaks}`,
          instead: "node ports alone",
        };
      }
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundOwnCloud(s);
      const routes = { "/*": main.service("web", { ...sound, nodePort: 30080 }) } as const;
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      vpc.securityGroup("front", { ingress: [{ port: 30080, from: alb, because: "callers" }] });
    },
    bad(s) {
      const { vpc, main } = soundOwnCloud(s);
      const routes = { "/*": main.service("web", { ...sound, nodePort: 30080 }) } as const;
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      vpc.securityGroup("front", { ingress: [{ port: 6443, from: alb, because: "kubectl" }] });
    },
    found: ["aws/vpc/front"],
  },
});
