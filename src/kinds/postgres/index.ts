import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { toMib, toMs } from "#plinth/model/quantity.ts";
import { cost } from "./cost.ts";
import { local } from "./local.ts";
import type { PostgresProps } from "./props.ts";
import { terraform } from "./terraform.ts";

/** RDS keeps automated backups for 35 days at most. */
const retentionDaysMax = 35;
const dayMs = 86_400_000;

/** A PostgreSQL server that the cloud runs (Amazon RDS). */
export const postgres = kind<PostgresProps>()({
  name: "postgres",
  doc: "A PostgreSQL server that the cloud runs (Amazon RDS).",
  in: ["network"],
  outputs: ["url", "host", "port"],
  secretOutputs: ["url"],
  *valid({ props: { version, storage, backup, maxConnections } }) {
    if (!Number.isInteger(version) || version < 11) {
      yield { says: `version must be a major version from 11, not ${version}` };
    }
    if (toMib(storage) < 20 * 1024) yield { says: `storage ${storage} is under RDS' 20GiB` };
    const days = backup === undefined ? 0 : toMs(backup.retention) / dayMs;
    if (!Number.isInteger(days) || days > retentionDaysMax) {
      const want = `whole days, at most ${retentionDaysMax}`;
      yield { says: `backup.retention "${backup?.retention}" must be ${want}, as RDS keeps them` };
    }
    if (maxConnections !== undefined && (!Number.isInteger(maxConnections) || maxConnections < 6)) {
      yield { says: `maxConnections must be a whole number from 6, not ${maxConnections}` };
    }
  },
  local,
  kubernetes: none("It stands beside the cluster, not in it."),
  terraform,
  cost,
  behaviour: none("Nothing of it has been measured yet."),
  watch: none("Its metrics are not in what `synth` writes yet."),
});
