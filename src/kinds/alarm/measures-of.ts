import type { Duration, Percent } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Measure } from "./measure.ts";
import { balancerMeasures } from "./terraform-balancer.ts";
import { clusterMeasures } from "./terraform-cluster.ts";
import { databaseMeasures } from "./terraform-database.ts";
import { machineMeasures } from "./terraform-machines.ts";

export interface Alarm {
  readonly of: Ref;
  readonly metric: string;
  readonly above: number | Percent | Duration;
  readonly ofAtLeast?: number;
  readonly for: Duration;
}

/** What CloudWatch looks at for an alarm: one measure or several; none where it has no such metric. */
export const measuresOf = (on: Node, props: Alarm, system: System): readonly Measure[] => {
  const { metric, above, ofAtLeast } = props;
  if (on.kind === "load-balancer") return balancerMeasures(on, metric, ofAtLeast, system);
  if (on.kind === "k3s") return machineMeasures(on, metric, system);
  if (on.kind === "postgres") return databaseMeasures(on, metric, above);
  return clusterMeasures(on, metric, system);
};
