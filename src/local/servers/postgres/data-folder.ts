import { copyTree } from "#plinth/host/copy-tree.ts";
import type { PostgresSession } from "#plinth/host/postgres-session.ts";
import { cwdOf } from "#plinth/host/processes/cwd.ts";
import { runOnce } from "#plinth/host/processes/run-once.ts";
import { signalOne } from "#plinth/host/processes/start.ts";
import { unprivileged } from "#plinth/host/processes/unprivileged.ts";
import { exists, makeFolder, readText, remove, rename, writeText } from "#plinth/host/store.ts";
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
 * Takes away what a server that was killed has left in its data, so that the next one can start: one
 * that still runs there is nobody's any more, and a file that names a process of long ago is stale.
 */
export const clearLeftovers = (folder: string): void => {
  const file = `${dataOf(folder)}/postmaster.pid`;
  const pid = Number(readText(file)?.split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  if (cwdOf(pid) === dataOf(folder)) signalOne(pid, "SIGKILL");
  remove(file);
};
