import { SQL, type TransactionSQL } from "bun";
import type { DatabaseConfig } from "./database-config.ts";
import { reasonOf } from "./env.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { Problem, unavailable } from "./problem.ts";
import { Slots } from "./slots.ts";

/** Runs statements; what they are is the caller's, in Bun's own tagged templates. */
type Run<Connection, T> = (sql: Connection) => Promise<T>;

/**
 * What PostgreSQL says when it is on its way down, up, or no longer the primary, or has no time:
 * https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const passing = new Set(["25006", "40001", "40P01", "53300", "57014", "57P01", "57P02", "57P03"]);
/** Those after which the connections, and not the statement, are what is wrong. */
const notOurPrimary = new Set(["25006", "57P01", "57P02", "57P03"]);

const codeOf = (error: unknown): { readonly code: string; readonly state: string } => {
  const { code = "", errno = "" } = (error ?? {}) as { code?: unknown; errno?: unknown };
  return { code: String(code), state: String(errno) };
};

/** Of Bun's client, and of TLS when the server is not who it should be. */
const cutCodes =
  /^(ERR_POSTGRES_(CONNECTION|IDLE|LIFETIME)|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CERT_)/;

/** Whether the server was not to be reached, or went away: the statement may have been done or not. */
const isCut = (error: unknown): boolean => {
  const { code, state } = codeOf(error);
  return cutCodes.test(code) || notOurPrimary.has(state);
};

/**
 * Queries sent ahead on a connection, the one that is worked on included. Two keep it busy (measured: 44 k/s
 * on six connections, against 15 to 33 k/s with one and 58 k/s with four); more would all be lost time when
 * the database is slow, for what was sent is worked on even if nobody waits for it any more.
 */
const depth = 2;

/** Thrown as it is inside a transaction, so that it rolls back, and understood outside. */
class TooLate extends Error {}

/**
 * PostgreSQL with an end to every wait. A query is answered, refused or given up within `deadlineMs`;
 * when the server stops answering at all, its connections are thrown away and made anew, for a
 * connection whose other end is gone without a word would otherwise be waited on for minutes.
 */
export class Database {
  readonly #config: DatabaseConfig;
  readonly #log: Log;
  #sql: SQL;
  readonly #slots: Slots;
  readonly #release = () => this.#slots.release();
  #answeredAtMs = 0;

  constructor(config: DatabaseConfig, log: Log, metrics: Metrics) {
    this.#config = config;
    this.#log = log;
    this.#sql = this.#connect();
    this.#slots = new Slots(config.poolMax * depth);
    metrics.gauge(
      "database_queries_waiting",
      "Queries that wait for a connection.",
      () => this.#slots.waiting,
    );
    metrics.gauge(
      "database_pool_max",
      "Connections that this replica may hold.",
      () => config.poolMax,
    );
  }

  #connect(): SQL {
    const { url, ca, poolMax, statementMs, deadlineMs } = this.#config;
    return new SQL(url.reveal(), {
      max: poolMax,
      // Seconds. A connection that is never replaced keeps to a server that has been demoted.
      connectionTimeout: Math.max(1, Math.floor(deadlineMs / 1000)),
      idleTimeout: 60,
      maxLifetime: 600,
      ...(ca !== undefined && { tls: { ca: ca.reveal(), rejectUnauthorized: true } }),
      connection: {
        statement_timeout: statementMs,
        idle_in_transaction_session_timeout: deadlineMs * 4,
      },
    });
  }

  /** Throws the connections away; what waits on them fails. */
  #renew(why: string): void {
    this.#log.warn("database connections renewed", { why });
    const old = this.#sql;
    this.#sql = this.#connect();
    old.close({ timeout: 0 }).catch(() => {});
  }

  /**
   * One query, or one transaction by `sql.begin`. It may have been done even when this throws 503.
   * @throws Problem 503 when the database cannot answer in time; other errors as they come.
   */
  async run<T>(run: Run<SQL, T>): Promise<T> {
    const startMs = performance.now();
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new TooLate()), this.#config.deadlineMs);
    let sql = this.#sql;
    try {
      if (!this.#slots.tryTake()) await this.#inTurn(late.promise);
      sql = this.#sql;
      const answer = run(sql);
      // Not before the server is done with it: what we have given up still keeps its connection busy.
      answer.then(this.#release, this.#release);
      const result = await Promise.race([answer, late.promise]);
      this.#answeredAtMs = performance.now();
      return result;
    } catch (error) {
      throw this.#understood(error, sql, startMs);
    } finally {
      clearTimeout(timer);
    }
  }

  async #inTurn(late: Promise<never>): Promise<void> {
    // More waiting than this could not be served within the deadline either.
    if (this.#slots.waiting >= this.#config.poolMax * 64) {
      throw unavailable("too many requests are waiting for the database; try again");
    }
    const { turn, leave } = this.#slots.wait();
    await Promise.race([turn, late]).catch((error) => {
      leave();
      throw error;
    });
  }

  /** A query that changes nothing: asked once more when the connection turns out to be dead. */
  async read<T>(run: Run<SQL, T>): Promise<T> {
    try {
      return await this.run(run);
    } catch (error) {
      if (!(error instanceof Error) || !isCut(error.cause)) throw error;
      return await this.run(run);
    }
  }

  /** All or nothing. */
  transaction<T>(run: Run<TransactionSQL, T>): Promise<T> {
    return this.run((sql) => sql.begin(run) as Promise<T>);
  }

  /** Whether it answers, asked now. @throws Problem 503 */
  async ask(): Promise<void> {
    await this.read((sql) => sql`select 1`);
  }

  async close(): Promise<void> {
    await this.#sql.close({ timeout: 1 }).catch(() => {});
  }

  #understood(error: unknown, sql: SQL, startMs: number): unknown {
    if (error instanceof Problem) return error;
    if (error instanceof TooLate) {
      const isSilent = this.#answeredAtMs < startMs;
      if (isSilent && sql === this.#sql) this.#renew("no answer to anything within the deadline");
      return unavailable("the database did not answer in time", error);
    }
    const { code, state } = codeOf(error);
    if (notOurPrimary.has(state) && sql === this.#sql) this.#renew(reasonOf(error));
    if (isCut(error)) return unavailable("the database cannot be reached", error);
    if (passing.has(state)) return unavailable("the database could not do it in time", error);
    // That the statement itself was refused is an answer too.
    if (code.startsWith("ERR_POSTGRES_SERVER")) this.#answeredAtMs = performance.now();
    return error;
  }
}
