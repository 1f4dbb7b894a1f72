import type { Engine } from "../engine.ts";
import { postgresProgram } from "./program.ts";
import { reachPostgres } from "./reach.ts";
import { readRoles } from "./roles.ts";
import { PostgresRun } from "./run.ts";

/** PostgreSQL: from npm or from the machine. */
export const postgres: Engine = {
  innerPorts: [],
  // "Fast shutdown": open transactions are rolled back, and what was committed is on disk.
  stopSignal: "SIGINT",
  // The cloud keeps it up, and starts it again without a kubelet's long waits.
  kubelet: { syncMs: 0, backoffInitialS: 1, backoffMaxS: 10 },
  graceS: 30,
  startS: 60,
  find: ({ node, copy }) => postgresProgram(node, copy.root),
  takes: ({ folder }) => void readRoles(folder),
  reach: reachPostgres,
  run: (making, hooks) =>
    new PostgresRun(postgresProgram(making.node, making.copy.root), making, hooks),
};
