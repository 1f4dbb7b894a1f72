import type { Database } from "./database.ts";
import { reasonOf } from "./env.ts";
import type { Log } from "./log.ts";
import { Problem, unavailable } from "./problem.ts";

/** A step of the schema. Once it has run anywhere it is never changed, only followed by another. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Any number will do, as long as nothing else in the database locks the same one. */
const lock = 7_305_163;

/**
 * Brings the schema up to date, in one transaction: all of it or none. Replicas that start together
 * wait for each other at the lock, which the server lets go of whatever becomes of its holder.
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
): Promise<number> {
  return await database.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(${lock})`;
    await sql`create table if not exists migrations (
      name text primary key, applied_at timestamptz not null default now()
    )`;
    const rows: { readonly name: string }[] = await sql`select name from migrations`;
    const done = new Set(rows.map(({ name }) => name));
    const left = migrations.filter(({ name }) => !done.has(name));
    for (const { name, sql: text } of left) {
      await sql.unsafe(text).simple();
      await sql`insert into migrations (name) values (${name})`;
    }
    return left.length;
  });
}

/** Whether the schema is there yet; a program listens before it is, and says 503. */
export interface Schema {
  /** @throws Problem 503 when it is not there yet. */
  readonly check: () => void;
  /** Asks the database as well. @throws Problem 503 */
  readonly ready: () => Promise<void>;
  /** Resolves when it is there; never, when it is stopped before. */
  readonly done: Promise<void>;
  /** Gives up trying. */
  readonly stop: () => void;
}

const againMsMin = 250;
const againMsMax = 5000;

/**
 * Migrates now, and again until it has worked: a database may come late, and a password or a certificate
 * may be put right while the program waits. Each new reason is told once.
 */
export function keepMigrating(
  database: Database,
  migrations: readonly Migration[],
  log: Log,
  wait: (delayMs: number) => Promise<unknown>,
): Schema {
  let isThere = false;
  let isStopped = false;
  const done = Promise.withResolvers<void>();
  const run = async () => {
    let told = "";
    for (let againMs = againMsMin; !isStopped && !isThere; ) {
      try {
        const applied = await migrate(database, migrations);
        isThere = true;
        done.resolve();
        log.info("schema ready", { applied });
      } catch (error) {
        const isOutage = error instanceof Problem;
        const reason = reasonOf(isOutage ? (error.cause ?? error) : error);
        if (reason !== told) log[isOutage ? "warn" : "error"]("no schema yet", { reason });
        told = reason;
        await wait(againMs);
        // An outage ends at any moment; what is wrong otherwise takes somebody a while.
        if (!isOutage) againMs = Math.min(againMs * 2, againMsMax);
      }
    }
  };
  void run();
  const check = () => {
    if (!isThere) throw unavailable("the database has no tables yet");
  };
  return {
    check,
    done: done.promise,
    ready: async () => {
      check();
      await database.ask();
    },
    stop: () => {
      isStopped = true;
    },
  };
}
