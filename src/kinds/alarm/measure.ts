import type { AwsResources } from "#plinth/kinds/aws/provider/types.gen.ts";

type Body = AwsResources["aws_cloudwatch_metric_alarm"];

/** What an alarm looks at: one metric or a sum over several, and from where on it is too much. */
export interface Measure {
  /** What tells several measures of one alarm apart. */
  readonly suffix?: string;
  readonly looksAt: Pick<
    Body,
    "namespace" | "metric_name" | "dimensions" | "statistic" | "extended_statistic" | "metric_query"
  >;
  /** How far apart the figures are, in seconds. @default 60 */
  readonly periodSeconds?: number;
  /** Where it is not what the alarm says. */
  readonly limit?: Pick<Body, "comparison_operator" | "threshold">;
}
