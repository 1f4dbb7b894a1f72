import { durationOf, toMs } from "#plinth/model/quantity.ts";
import { sound, soundBalancer, soundCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const deregistrationInGrace = defineRule({
  id: "deregistration-in-grace",
  severity: "warning",
  why:
    "A balancer lets requests in flight go on for as long as its deregistration delay, but a " +
    "replica is ended by force when its grace is over: what takes longer is cut off.",
  remedy:
    "Make the delay no longer than the grace less the withdrawal; the default of 300s is " +
    "seldom meant.",
  source:
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay",
  *judge(look) {
    for (const { id, props } of look.of("load-balancer")) {
      const delay = props.deregistrationDelay ?? "300s";
      for (const { ref } of Object.values(props.routes)) {
        const service = look.node(ref, "service");
        // By a node port it calls machines, and it is machines that are deregistered.
        if (!service || service.props.nodePort !== undefined) continue;
        const { grace = "30s", withdrawal = "0s" } = service.props.shutdown ?? {};
        const leftMs = toMs(grace) - toMs(withdrawal);
        if (toMs(delay) <= leftMs) continue;
        yield {
          on: id,
          says:
            `lets requests go on for ${delay}, and a replica of "${service.id}" has ` +
            `${durationOf(leftMs)} before it is ended`,
          instead: `deregistrationDelay: "${durationOf(leftMs)}"`,
        };
        break;
      }
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundCloud(s);
      vpc.loadBalancer("alb", { ...soundBalancer, routes: { "/*": main.service("web", sound) } });
    },
    bad(s) {
      const { vpc, main } = soundCloud(s);
      const web = main.service("web", sound);
      vpc.loadBalancer("alb", {
        ...soundBalancer,
        routes: { "/*": web },
        deregistrationDelay: "300s",
      });
    },
    found: ["aws/vpc/alb"],
  },
});
