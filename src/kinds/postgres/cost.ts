import { secretLines } from "#plinth/kinds/secret/cost.ts";
import { type CostLine, hoursPerMonth, spanOf } from "#plinth/model/cost-line.ts";
import { toMib } from "#plinth/model/quantity.ts";
import type { Node } from "#plinth/model/system.ts";
import type { PostgresProps } from "./props.ts";

/** The instance by the hour and its disk, both for two where there is a standby. */
export const cost = ({ props }: Node<PostgresProps>): CostLine[] => {
  const { instance, storage, storageType = "gp3", standby = false, backup } = props;
  const zones = standby ? ".multi-az" : "";
  const lines: CostLine[] = [
    {
      item: `database, ${instance}${standby ? " and its standby" : ""}`,
      group: "databases",
      price: `rds.postgres.${instance}${zones}.hour`,
      quantity: spanOf(hoursPerMonth),
    },
    {
      item: `its disk, ${storageType}`,
      group: "disk",
      price: `rds.${storageType}${zones}`,
      quantity: spanOf(toMib(storage) / 1024),
    },
  ];
  if (backup !== undefined) {
    lines.push({
      item: "backups beyond the disk's size",
      group: "databases",
      price: "rds.backup",
      quantity: { unknown: "how much changes in a day is not in the model" },
      note: "backups up to the size of the disk are free",
    });
  }
  return [...lines, ...secretLines(1)];
};
