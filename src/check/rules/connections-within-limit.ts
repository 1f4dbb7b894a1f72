import { ec2Types } from "#plinth/books/ec2-types.ts";
import { sound, soundDatabase, soundOwnCloud } from "../examples.ts";
import type { Look, NodeOf } from "../look.ts";
import { replicasOf } from "../replicas-of.ts";
import { defineRule } from "../rule.ts";

/** What RDS keeps for its own users and for the superuser (reserved_connections and the like). */
const kept = 5;

/** How many connections clients may have; undefined for an instance class that is in no book. */
const limitOf = (look: Look, { props }: NodeOf<"postgres">): number | undefined => {
  if (props.maxConnections !== undefined) return props.maxConnections - kept;
  const memoryMib = look.read(ec2Types).typeOf(props.instance.slice("db.".length))?.memoryMib;
  // LEAST({DBInstanceClassMemory/9531392}, 5000), the default of RDS' parameter groups.
  return memoryMib && Math.min(Math.floor((memoryMib * 1024 * 1024) / 9_531_392), 5000) - kept;
};

/** How many replicas there are at most while one is replaced by a newer one. */
const mostOf = ({ props }: NodeOf<"service">): number => {
  const surge = props.rollout?.maxSurge ?? "25%";
  const { most } = replicasOf(props);
  return (
    most + (typeof surge === "number" ? surge : Math.ceil((most * Number.parseFloat(surge)) / 100))
  );
};

export const connectionsWithinLimit = defineRule({
  id: "connections-within-limit",
  severity: "error",
  why:
    "Every replica has a pool of its own. When all of them together want more connections than the " +
    "database takes, those that come last fail, in the hour in which most replicas are needed.",
  remedy:
    "Say the pool of one replica, `connections`, and keep replicas times pool, new versions included, " +
    "below what the database takes; or put a pooler between.",
  source:
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections",
  *judge(look) {
    for (const server of look.of("postgres")) {
      const limit = limitOf(look, server);
      let wanted = 0;
      const silent: string[] = [];
      for (const { id } of look.within(server.id, "database")) {
        for (const from of new Set(look.to(id).map((edge) => edge.from))) {
          const service = look.node(from, "service");
          if (!service) continue;
          if (service.props.connections === undefined) silent.push(service.id);
          wanted += mostOf(service) * (service.props.connections ?? 0);
        }
      }
      if (limit === undefined || (silent.length === 0 && wanted <= limit)) continue;
      const names = silent.map((id) => `"${id}"`).join(", ");
      yield {
        on: server.id,
        says:
          silent.length > 0
            ? `takes ${limit} connections, and ${names} may open any number`
            : `takes ${limit} connections, and its clients want ${wanted} at their most`,
        instead:
          silent.length > 0 ? "connections: 4 in the service" : "smaller pools, or fewer replicas",
      };
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundOwnCloud(s);
      const { url } = vpc.postgres("db", soundDatabase).database("stock", {});
      main.service("web", { ...sound, connections: 4, env: { DATABASE_URL: url } });
    },
    bad(s) {
      const { vpc, main } = soundOwnCloud(s);
      const { url } = vpc.postgres("db", soundDatabase).database("stock", {});
      const other = vpc.postgres("other", soundDatabase).database("stock", {});
      main.service("mail", { ...sound, env: { DATABASE_URL: other.url } });
      main.service("web", { ...sound, connections: 20, env: { DATABASE_URL: url } });
    },
    found: ["aws/vpc/db", "aws/vpc/other"],
  },
});
