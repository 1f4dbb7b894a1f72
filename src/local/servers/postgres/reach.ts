import { postgresSession } from "#plinth/host/postgres-session.ts";
import type { Reached, ServerMaking } from "../engine.ts";
import type { Given } from "../given-address.ts";
import { makeDatabase } from "./databases.ts";

/** A PostgreSQL that somebody else runs, as a user who may make roles and databases there. */
export const reachPostgres = (_: ServerMaking, at: Given): Reached => {
  const { host, port, user, password, path } = at;
  const session = (connectMs: number) =>
    postgresSession({
      ...{ host, port, user, password },
      database: path || "postgres",
      connectS: Math.max(1, Math.ceil(connectMs / 1000)),
    });
  return {
    ask: async (timeoutMs) => {
      const asked = session(timeoutMs);
      try {
        await asked.query("select 1");
        return { answer: "ok", says: "it answers queries" };
      } catch (error) {
        const says = `${host}:${port} did not answer a query: ${(error as Error).message}`;
        return { answer: "fail", says };
      } finally {
        await asked.close().catch(() => {});
      }
    },
    settle: async (making) => {
      const asked = session(2_000);
      try {
        for (const [node, database] of making.databases) {
          await makeDatabase(asked, database, making.password(node));
        }
      } finally {
        await asked.close().catch(() => {});
      }
    },
  };
};
