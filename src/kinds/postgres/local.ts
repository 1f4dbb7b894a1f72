import type { LocalServer } from "#plinth/model/local-server.ts";
import type { Node } from "#plinth/model/system.ts";
import type { PostgresProps } from "./props.ts";

/** What one connection of a client and one of Plinth's own need beside each other. */
const defaultConnections = 100;

/** A database here: a server of the same make, and a second one where the model has a standby. */
export const local = ({ id, props }: Node<PostgresProps>): readonly LocalServer[] => [
  {
    part: "server",
    engine: "postgres",
    version: String(props.version),
    members: props.standby ? 2 : 1,
    ports: [{ name: "postgres", scheme: "postgres", usual: 5432 }],
    access: { user: "postgres", path: "postgres" },
    settings: { max_connections: String(props.maxConnections ?? defaultConnections) },
    differs: [
      `"${id}" speaks without TLS here, on loopback only; where it is shipped to, TLS is enforced.`,
    ],
  },
];
