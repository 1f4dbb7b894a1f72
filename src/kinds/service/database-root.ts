import type { Volume } from "#plinth/model/kubernetes-pod.ts";
import { edgesFrom } from "#plinth/model/lookup.ts";
import type { Node, System } from "#plinth/model/system.ts";

/**
 * Whom clients of a database trust: its server shows a certificate that no operating system knows, so
 * its root comes as a file of a ConfigMap, which is public.
 */
export const databaseRoots = { name: "database-roots", file: "roots.pem" } as const;

/** Whether a program uses a database of the cloud, whose server stands beside the cluster. */
export const usesDatabase = (node: Pick<Node, "id">, system: System): boolean =>
  edgesFrom(system, node).some(({ to }) => system.nodes.get(to)?.kind === "database");

const folder = "/etc/database-roots";
const path = `${folder}/${databaseRoots.file}`;

/** What makes libpq, and Node.js and Bun, look there. */
export const rootVariables = { NODE_EXTRA_CA_CERTS: path, PGSSLROOTCERT: path } as const;

export const rootMount = { name: databaseRoots.name, mountPath: folder, readOnly: true } as const;

export const rootVolume: Volume = {
  name: databaseRoots.name,
  configMap: { name: databaseRoots.name },
};
