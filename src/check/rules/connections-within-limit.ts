import { ec2Types } from "#plinth/books/ec2-types.ts";
import { sound, soundDatabase, soundJob, soundOwnCloud } from "../examples.ts";
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
const replicasAtMost = ({ props }: NodeOf<"service">): number => {
  const surge = props.rollout?.maxSurge ?? "25%";
  const { most } = replicasOf(props);
  return (
    most + (typeof surge === "number" ? surge : Math.ceil((most * Number.parseFloat(surge)) / 100))
  );
};

/** Who opens connections, and in how many processes at most: attempts of a job follow each other. */
const clientAt = (look: Look, id: string) => {
  const service = look.node(id, "service");
  if (service) return { id, props: service.props, most: replicasAtMost(service) };
  const job = look.node(id, "job");
  return job && { id, props: job.props, most: 1 };
};

export const connectionsWithinLimit = defineRule({
  id: "connections-within-limit",
  severity: "error",
  why:
    "Every replica has a pool of its own, and so has a job. When all of them together want more " +
    "connections than the database takes, those that come last fail, in the hour in which most replicas " +
    "are needed.",
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
      for (const { id, props } of look.within(server.id, "database")) {
        let here = 0;
        for (const from of new Set(look.to(id).map((edge) => edge.from))) {
          const client = clientAt(look, from);
          if (!client) continue;
          if (client.props.connections === undefined) silent.push(client.id);
          here += client.most * (client.props.connections ?? 0);
        }
        wanted += here;
        if (props.connections !== undefined && here > props.connections) {
          const most = `lets its role have ${props.connections} connections`;
          yield {
            on: id,
            says: `${most}, and its clients want ${here} at their most`,
            instead: `connections: ${here}`,
          };
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
        instead: silent.length > 0 ? "connections: 4 in each" : "smaller pools, or fewer replicas",
      };
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundOwnCloud(s);
      const { url } = vpc.postgres("db", soundDatabase).database("stock", {});
      main.service("web", { ...sound, connections: 4, env: { DATABASE_URL: url } });
      main.job("fill", { ...soundJob, connections: 1, env: { DATABASE_URL: url } });
    },
    bad(s) {
      const { vpc, main } = soundOwnCloud(s);
      const { url } = vpc.postgres("db", soundDatabase).database("stock", {});
      const other = vpc.postgres("other", soundDatabase).database("stock", {});
      const third = vpc.postgres("third", soundDatabase).database("stock", {});
      const narrow = vpc.postgres("fourth", soundDatabase).database("stock", { connections: 3 });
      main.service("news", { ...sound, connections: 2, env: { DATABASE_URL: narrow.url } });
      main.job("fill", { ...soundJob, env: { DATABASE_URL: third.url } });
      main.service("mail", { ...sound, env: { DATABASE_URL: other.url } });
      main.service("web", { ...sound, connections: 20, env: { DATABASE_URL: url } });
    },
    found: ["aws/vpc/db", "aws/vpc/fourth/stock", "aws/vpc/other", "aws/vpc/third"],
  },
});
