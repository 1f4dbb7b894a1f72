import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import { routeComplaints } from "#plinth/model/routes.ts";
import { cost } from "./cost.ts";
import { type LoadBalancerProps, local } from "./local.ts";
import { terraform } from "./terraform.ts";

export interface Props extends LoadBalancerProps {
  /** A limit for a whole request, which such a balancer does not have: a finding says so. */
  readonly requestTimeout?: Duration;
}

/** An Application Load Balancer: one address in front of services, by path. */
export const loadBalancer = kind<Props>()({
  name: "load-balancer",
  doc: "An Application Load Balancer: one address in front of services, by path.",
  in: ["network"],
  outputs: ["url"],
  *valid({ props }) {
    const { routes, health = {}, idleTimeout, deregistrationDelay, requestTimeout } = props;
    const { accessLogs } = props;
    yield* routeComplaints(Object.keys(routes));
    if (requestTimeout !== undefined) {
      const says = `requestTimeout "${requestTimeout}": an Application Load Balancer has none`;
      yield { says: `${says}; set idleTimeout here and a limit in the service` };
    }
    const every = toMs(health.every ?? "30s");
    if (every < 5_000 || every > 300_000) yield { says: "health.every must be 5s to 300s" };
    if (toMs(health.timeout ?? "5s") >= every) {
      yield { says: "health.timeout must be shorter than health.every" };
    }
    if (
      accessLogs !== undefined &&
      !(toMs(accessLogs) / 86_400_000 >= 1 && toMs(accessLogs) % 86_400_000 === 0)
    ) {
      yield { says: `accessLogs "${accessLogs}" must be whole days` };
    }
    const idleMs = toMs(idleTimeout ?? "60s");
    if (idleMs < 1_000 || idleMs > 4_000_000) {
      yield { says: `idleTimeout "${idleTimeout}" must be 1s to 4000s` };
    }
    if (deregistrationDelay !== undefined && toMs(deregistrationDelay) > 3_600_000) {
      yield { says: `deregistrationDelay "${deregistrationDelay}" must be 0s to 3600s` };
    }
  },
  local,
  kubernetes: none("It stands in front of the cluster, not on it."),
  terraform,
  cost,
  behaviour: none("The provider scales it; it does not use the system's machines."),
  watch: none("CloudWatch has its figures: an `alarm` watches them, by Terraform."),
});
