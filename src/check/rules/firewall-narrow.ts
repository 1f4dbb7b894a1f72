import { sound, soundBalancer, soundCloud } from "../examples.ts";
import type { Look } from "../look.ts";
import { defineRule } from "../rule.ts";

/** The node ports behind a balancer. */
const nodePortsOf = (look: Look, balancer: string): number[] =>
  Object.values(look.node(balancer, "load-balancer")?.props.routes ?? {}).flatMap(
    ({ ref }) => look.node(ref, "service")?.props.nodePort ?? [],
  );

export const firewallNarrow = defineRule({
  id: "firewall-narrow",
  severity: "warning",
  why:
    "A rule for all ports opens what is added tomorrow as well: the kubelet, a debugger, a " +
    "database.",
  remedy:
    "Open the one port that is called; between a balancer and machines that is the node port.",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  *judge(look) {
    for (const { id, props } of look.of("security-group")) {
      for (const { port, from } of props.ingress) {
        const open =
          from === "internet" || (typeof from === "object" && from.kind === "load-balancer");
        if (port !== "all" || !open) continue;
        const who = typeof from === "object" ? `"${from.ref}"` : "the internet";
        const ports = typeof from === "object" ? nodePortsOf(look, from.ref) : [];
        yield {
          on: id,
          says: `opens all ports to ${who}`,
          instead: ports.length > 0 ? `port: ${ports.join(", ")}` : "port: the one that is called",
        };
      }
    }
  },
  examples: {
    good(s) {
      const { vpc, main, machines } = soundCloud(s);
      const routes = { "/*": main.service("web", { ...sound, nodePort: 30080 }) } as const;
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      vpc.securityGroup("back", { of: machines, ingress: [{ port: 30080, from: alb }] });
    },
    bad(s) {
      const { vpc, main, machines } = soundCloud(s);
      const routes = { "/*": main.service("web", { ...sound, nodePort: 30080 }) } as const;
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      vpc.securityGroup("back", { of: machines, ingress: [{ port: "all", from: alb }] });
    },
    found: ["aws/vpc/back"],
  },
});
