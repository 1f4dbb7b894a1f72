import { systemName } from "#plinth/kinds/aws/provider/names.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** The user that a server begins with, and that makes all others. */
export const masterUser = "master";

/** Where the password of that user is kept: the password alone. */
export const masterSecretName = (server: Pick<Node, "name">, system: System): string =>
  `${systemName(system)}/${server.name}/${masterUser}`;

/**
 * Where is kept what a service needs to reach a database: JSON with `host`, `port`, `dbname`,
 * `username` and `password`, as AWS' own secrets of databases have them.
 */
export const databaseSecretName = (
  database: Pick<Node, "name" | "parent">,
  system: System,
): string => {
  const server = system.nodes.get(database.parent);
  return `${systemName(system)}/${server?.name ?? database.parent}/${database.name}`;
};
