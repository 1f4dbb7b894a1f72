import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { cost } from "./cost.ts";
import type { DatabaseProps } from "./props.ts";
import { terraform } from "./terraform.ts";

/** PostgreSQL cuts names off after so many bytes (NAMEDATALEN - 1). */
const nameBytesMax = 63;

/** A database on a server, with a role of its own that owns it and reaches no other. */
export const database = kind<DatabaseProps>()({
  name: "database",
  doc: "A database on a server, with a role of its own that owns it and reaches no other.",
  in: ["postgres"],
  outputs: ["url", "host", "port", "user", "password"],
  secretOutputs: ["url", "user", "password"],
  *valid({ name, props: { connections } }) {
    if (name.length > nameBytesMax) {
      yield { says: `its name has ${name.length} letters; PostgreSQL keeps ${nameBytesMax}` };
    }
    if (connections !== undefined && (!Number.isInteger(connections) || connections < 1)) {
      yield { says: `connections must be a whole number from 1, not ${connections}` };
    }
  },
  local: ({ name, parent, props: { connections } }) => [
    {
      part: "database",
      server: parent,
      access: { user: name, path: name },
      ...(connections !== undefined && { connections }),
    },
  ],
  kubernetes: none("It is made on its server, which stands beside the cluster."),
  terraform,
  cost,
  behaviour: none("It is its server that uses processor and memory."),
  watch: none("Its metrics are not in what `synth` writes yet."),
});
