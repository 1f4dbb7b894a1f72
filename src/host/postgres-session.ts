import { SQL } from "bun";

/** Where a PostgreSQL server listens, and who asks. */
export interface SessionOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** How long connecting may take, s. */
  readonly connectS: number;
}

/** One connection to a PostgreSQL server. */
export interface PostgresSession {
  /** Runs statements as they are written, and gives the rows of a single one. @throws what the server says */
  query(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

/** A session of one connection, made with the first query. */
export const postgresSession = (options: SessionOptions): PostgresSession => {
  const { host, port, user: username, password, database, connectS } = options;
  const sql = new SQL({
    adapter: "postgres",
    hostname: host,
    port,
    username,
    password,
    database,
    max: 1,
    tls: false,
    connectionTimeout: connectS,
    idleTimeout: 0,
  });
  return {
    query: async (text) => [...(await sql.unsafe(text))],
    close: () => sql.close({ timeout: 0 }),
  };
};
