import { sound, soundBalancer, soundCloud } from "../examples.ts";
import type { PropsOf } from "../look.ts";
import { defineRule } from "../rule.ts";

/** The paths that will do, the best first. */
const askedPaths = ({ probes = {}, nodePort }: PropsOf<"service">): string[] => {
  const asked = [probes.readiness, probes.liveness, probes.startup].flatMap((probe) =>
    probe && "http" in probe ? [probe.http] : [],
  );
  return nodePort === undefined && probes.readiness ? asked.slice(0, 1) : asked;
};

export const balancerHealthPath = defineRule({
  id: "balancer-health-path",
  severity: "warning",
  why:
    "A balancer that asks a path nobody answers takes every target out; one that asks " +
    "another than the readiness probe sends requests to who does not want them.",
  remedy:
    "Ask what the readiness probe asks. Where the balancer calls machines by their node " +
    "port, any path that a probe asks will do, for Kubernetes itself withdraws who is not " +
    "ready.",
  source:
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
  *judge(look) {
    for (const { id, props } of look.of("load-balancer")) {
      const path = props.health?.path ?? "/";
      for (const { ref } of Object.values(props.routes)) {
        const service = look.node(ref, "service");
        const paths = service ? askedPaths(service.props) : [];
        const [best] = paths;
        if (!service || best === undefined || paths.includes(path)) continue;
        yield {
          on: id,
          says: `asks "${service.id}" for ${path}, which is not what says that it is ready`,
          instead: `health: { path: "${best}" }`,
        };
        break;
      }
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundCloud(s);
      const web = main.service("web", sound);
      vpc.loadBalancer("alb", {
        ...soundBalancer,
        routes: { "/*": web },
        health: { path: "/ready" },
      });
    },
    bad(s) {
      const { vpc, main } = soundCloud(s);
      const web = main.service("web", sound);
      vpc.loadBalancer("alb", {
        ...soundBalancer,
        routes: { "/*": web },
        health: { path: "/health" },
      });
    },
    found: ["aws/vpc/alb"],
  },
});
