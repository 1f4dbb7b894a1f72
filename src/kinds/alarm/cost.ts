import { type CostLine, spanOf } from "#plinth/model/cost-line.ts";
import type { Node } from "#plinth/model/system.ts";

/** An alarm is paid by the metrics that it looks at: a rate is one metric over another. */
export const cost = ({ props }: Node<{ readonly metric: string }>): CostLine[] => [
  {
    item: "alarm",
    group: "alarms",
    price: "cloudwatch.alarm",
    quantity: spanOf(props.metric.endsWith("-rate") ? 2 : 1),
  },
];
