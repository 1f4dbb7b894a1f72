import type { Database } from "./database.ts";
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

/** Migrates now, and again until the database is there. A migration that is wrong is an error. */
export function keepMigrating(
  database: Database,
  migrations: readonly Migration[],
  log: Log,
  wait: (delayMs: number) => Promise<unknown>,
): Schema {
  let isThere = false;
  const done = Promise.withResolvers<void>();
  let isStopped = false;
  const run = async () => {
    for (let tries = 0; !isStopped && !isThere; tries += 1) {
      try {
        const applied = await migrate(database, migrations);
        isThere = true;
        done.resolve();
        log.info("schema ready", { applied });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (tries === 0) log.warn("waiting for the database", { reason: error.message });
        await wait(250);
      }
    }
  };
  run().catch((error: Error) => log.error("cannot migrate", { reason: error.stack }));
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
