import { rdsRoots } from "#plinth/books/rds-roots.gen.ts";
import { databaseRoots, usesDatabase } from "#plinth/kinds/service/database-root.ts";
import { isProgram } from "#plinth/kinds/service/program.ts";
import type { ConfigMap } from "#plinth/model/kubernetes-stateful.ts";
import { nodesIn, nodesOf, placesOf } from "#plinth/model/lookup.ts";
import { namespaceOf, systemLabels } from "#plinth/model/on-cluster.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** The root certificate of the region's databases, where something on the cluster uses one. */
export const databaseTrust = (cluster: Node, system: System): ConfigMap[] => {
  const uses = nodesIn(system, cluster).some(
    (each) => isProgram(each) && usesDatabase(each, system),
  );
  const dumps = nodesOf(system, "dump").some(({ parent }) => parent === cluster.id);
  if (!uses && !dumps) return [];
  const cloud = placesOf(system, cluster).find(({ kind }) => kind === "aws");
  const region = String(cloud?.props.region);
  const root = rdsRoots[region];
  if (root === undefined) {
    const says = `the root certificate of databases in "${region}" is not known`;
    throw new Refusal("model", `${says}; use a region that has one, or a newer Plinth`);
  }
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: {
        name: databaseRoots.name,
        namespace: namespaceOf(system),
        labels: systemLabels(system),
      },
      data: { [databaseRoots.file]: root },
    },
  ];
};
