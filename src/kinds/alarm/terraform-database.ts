import { of } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { type Percent, type Size, toMib, toPercent } from "#plinth/model/quantity.ts";
import type { Node } from "#plinth/model/system.ts";
import type { Measure } from "./measure.ts";

/**
 * What CloudWatch has of a server of databases. It tells how much of the disk is left, not how much of
 * it is used.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
 */
export const databaseMeasures = (
  server: Node,
  metric: string,
  above: string | number,
): readonly Measure[] => {
  const looksAt = {
    namespace: "AWS/RDS",
    dimensions: {
      DBInstanceIdentifier: of("database", "aws_db_instance", blockName(server), "identifier"),
    },
    statistic: "Average",
  };
  if (metric === "cpu") return [{ looksAt: { ...looksAt, metric_name: "CPUUtilization" } }];
  if (metric !== "storage" || typeof above !== "string") return [];
  const bytes = toMib(server.props.storage as Size) * 1024 * 1024;
  const left = Math.round((bytes * (100 - toPercent(above as Percent))) / 100);
  return [
    {
      looksAt: { ...looksAt, metric_name: "FreeStorageSpace", statistic: "Minimum" },
      limit: { comparison_operator: "LessThanThreshold", threshold: left },
    },
  ];
};
