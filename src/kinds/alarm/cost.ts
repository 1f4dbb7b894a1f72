import { type CostLine, spanOf } from "#plinth/model/cost-line.ts";
import type { Ref } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Measure } from "./measure.ts";
import { type Alarm, measuresOf } from "./measures-of.ts";

/** A sum over metrics is paid by each of them. */
const metricsIn = ({ looksAt: { metric_query: queries } }: Measure): number =>
  Array.isArray(queries) ? queries.filter(({ metric }) => metric !== undefined).length : 1;

/** The services behind a balancer, each with targets of its own; its ports are not asked for here. */
const servicesBehind = ({ props }: Node): number =>
  new Set(
    Object.values((props.routes ?? {}) as Readonly<Record<string, Ref>>).map(({ ref }) => ref),
  ).size;

const metricsOf = (on: Node, props: Alarm, system: System): number =>
  on.kind === "load-balancer" && props.metric === "unhealthy-hosts"
    ? servicesBehind(on)
    : measuresOf(on, props, system).reduce((sum, measure) => sum + metricsIn(measure), 0);

/** An alarm is paid by the metrics that it looks at: one of several machines looks at each of them. */
export const cost = ({ props }: Node<Alarm>, system: System): CostLine[] => {
  const on = system.nodes.get(props.of.ref);
  const metrics = on?.phase === "current" ? metricsOf(on, props, system) : 0;
  if (metrics === 0) return [];
  return [{ item: "alarm", group: "alarms", price: "cloudwatch.alarm", quantity: spanOf(metrics) }];
};
