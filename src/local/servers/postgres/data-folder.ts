import { copyTree } from "#plinth/host/copy-tree.ts";
import type { PostgresSession } from "#plinth/host/postgres-session.ts";
import { processesIn } from "#plinth/host/processes/cwd.ts";
import { runOnce } from "#plinth/host/processes/run-once.ts";
import { signalOne } from "#plinth/host/processes/start.ts";
import { unprivileged } from "#plinth/host/processes/unprivileged.ts";
import { exists, makeFolder, remove, rename, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { PostgresProgram } from "./program.ts";

/** The data of a member, in its folder. */
export const dataOf = (folder: string): string => `${folder}/data`;

export const hasData = (folder: string): boolean => exists(`${dataOf(folder)}/PG_VERSION`);

/** It is copied, or being made: another name than what is whole. */
const unfinished = (folder: string): string => `${folder}/data.part`;

/** How long initdb may take, ms. */
const initWithinMs = 120_000;

/** Makes an empty server's data, whole or not at all. @throws Refusal with what initdb says */
export const initData = async (
  program: PostgresProgram,
  folder: string,
  user: string,
  password: string,
): Promise<void> => {
  const part = unfinished(folder);
  remove(part);
  makeFolder(folder);
  const file = `${folder}/password.part`;
  writeText(file, password);
  const { exitCode, output } = await runOnce({
    command: [
      ...unprivileged("PostgreSQL"),
      `${program.bin}/initdb`,
      ...["--pgdata", part, "--username", user, "--pwfile", file, "--auth", "scram-sha-256"],
      // C sorts by code point everywhere; what a machine calls its locale does not decide.
      ...["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions", "--no-sync"],
    ],
    cwd: folder,
    env: { ...program.env },
    timeoutMs: initWithinMs,
  });
  remove(file);
  if (exitCode !== 0) {
    throw new Refusal("environment", `initdb of ${program.from} failed: ${output.slice(-500)}`);
  }
  rename(part, dataOf(folder));
};

/** Copies the data of a member that does not run. */
export const copyData = async (from: string, to: string): Promise<void> => {
  remove(unfinished(to));
  await copyTree(dataOf(from), unfinished(to), () => false);
  rename(unfinished(to), dataOf(to));
};

/** What a base backup leaves out: https://www.postgresql.org/docs/18/continuous-archiving.html */
const leftOut: readonly RegExp[] = [
  /^pg_(wal|replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\//,
  /^(postmaster\.(pid|opts)|standby\.signal|backup_label)$/,
  /(^|\/)pgsql_tmp/,
];

/**
 * Replaces a member's data by that of the primary, which runs (a base backup: the npm package has no
 * pg_basebackup). Returns the bytes copied.
 */
export const cloneData = async (
  primary: PostgresSession,
  from: string,
  to: string,
): Promise<number> => {
  const part = unfinished(to);
  remove(part);
  await primary.query("select pg_backup_start('plinth', true)");
  const bytes = await copyTree(dataOf(from), part, (path) =>
    leftOut.some((what) => what.test(path)),
  );
  const [label] = await primary.query("select labelfile from pg_backup_stop(false)");
  writeText(`${part}/backup_label`, String(label?.labelfile ?? ""));
  remove(dataOf(to));
  rename(part, dataOf(to));
  return bytes;
};

/**
 * Ends what a server that was killed has left running. Its processes end by themselves when they see that
 * their first one has; one that is busy, or stopped, does not see it, and no other server starts on this
 * data as long as it has its shared memory. They have no mark to be found by: titles are written over it.
 */
export const endLeftovers = (folder: string): void => {
  for (const pid of processesIn(dataOf(folder))) signalOne(pid, "SIGKILL");
};

/** Takes away what a server that was killed has left, so that the next one can start. */
export const clearLeftovers = (folder: string): void => {
  endLeftovers(folder);
  remove(`${dataOf(folder)}/postmaster.pid`);
};
