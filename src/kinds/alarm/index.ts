import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { type Duration, type Percent, toMs } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";
import { cost } from "./cost.ts";
import { terraform } from "./terraform.ts";

export interface AlarmProps {
  readonly of: Ref;
  readonly metric:
    | "5xx-rate"
    | "p99-latency"
    | "unhealthy-hosts"
    | "at-max-replicas"
    | "cpu"
    | "memory"
    | "storage";
  /** Fires above this. */
  readonly above: number | Percent | Duration;
  /** Of a rate: in minutes with fewer requests nothing is wrong. @default 1 */
  readonly ofAtLeast?: number;
  /** How long it must last. */
  readonly for: Duration;
  /** @default "page" */
  readonly severity?: "page" | "ticket";
}

/** Tells somebody when a metric is where it should not be. */
export const alarm = kind<AlarmProps>()({
  name: "alarm",
  doc: "Tells somebody when a metric is where it should not be.",
  in: ["aws"],
  outputs: [],
  *valid({ props }) {
    toMs(props.for);
    if (typeof props.above === "number" && props.above < 0) {
      yield { says: `above must not be negative, not ${props.above}` };
    }
    if (props.ofAtLeast !== undefined && props.metric !== "5xx-rate") {
      yield { says: `ofAtLeast is for rates, not for ${props.metric}` };
    }
  },
  local: none("`status` and `events` show the same here; nobody is paged by a laptop."),
  kubernetes: none("CloudWatch looks at it; what Prometheus looks at follows from `monitoring`."),
  terraform,
  cost,
  behaviour: none("The provider watches."),
  watch: none("An alarm watches; it is not watched."),
});
