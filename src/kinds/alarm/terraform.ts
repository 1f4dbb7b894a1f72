import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { type Duration, type Percent, toMs, toPercent } from "#plinth/model/quantity.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";
import { type Alarm, measuresOf } from "./measures-of.ts";

/** A number in the unit that CloudWatch counts the metric in: shares in hundredths, time in seconds. */
const amount = (above: Alarm["above"]): number => {
  if (typeof above === "number") return above;
  return above.endsWith("%") ? toPercent(above as Percent) : toMs(above as Duration) / 1_000;
};

/** What an alarm says, as CloudWatch watches it: minute by minute, for as long as it must last. */
export const terraform = (node: Node<Alarm>, system: System): readonly TerraformBlock[] => {
  const { props } = node;
  const on = system.nodes.get(props.of.ref);
  if (on?.phase !== "current") return [];
  const measures = measuresOf(on, props, system);
  if (measures.length === 0) {
    const says = `"${node.id}" watches ${props.metric} of "${on.id}"`;
    throw new Refusal("findings", `${says}, which CloudWatch does not have; choose another metric`);
  }
  const account = node.id.split("/")[0] ?? "";
  const topic = of("observability", "aws_sns_topic", `${account}_alerts`, "arn");
  return measures.map(({ suffix, looksAt, limit, periodSeconds = 60 }) =>
    resource(
      "observability",
      "aws_cloudwatch_metric_alarm",
      blockName(node, ...(suffix ? [suffix] : [])),
      {
        alarm_name: awsName(system, [node.name, ...(suffix ? [suffix] : [])].join("-"), 255),
        alarm_description: `${props.metric} of ${on.name} above ${props.above} for ${props.for}`,
        comparison_operator: "GreaterThanThreshold",
        threshold: amount(props.above),
        ...limit,
        evaluation_periods: Math.max(1, Math.ceil(toMs(props.for) / periodSeconds / 1_000)),
        ...("metric_query" in looksAt ? {} : { period: periodSeconds }),
        ...looksAt,
        // Without requests there are no figures, and nothing is wrong.
        treat_missing_data: "notBreaching",
        alarm_actions: [topic],
        ok_actions: [topic],
      },
    ),
  );
};
