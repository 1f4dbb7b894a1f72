import type { EnvReader, Secret } from "./env.ts";

/** Which database, and how long it is waited for. */
export interface DatabaseConfig {
  readonly url: Secret;
  /** PEM of whoever signed the server's certificate; with it, the certificate must be right. */
  readonly ca: Secret | undefined;
  /** Connections of one replica, at most. */
  readonly poolMax: number;
  /** The server gives a statement up after this. */
  readonly statementMs: number;
  /** We give up after this, whatever the server does; longer than `statementMs`. */
  readonly deadlineMs: number;
}

export function readDatabase(from: EnvReader): DatabaseConfig {
  const config = {
    url: from.secret("DATABASE_URL", "postgres://user:password@host:5432/database", (text) =>
      /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ""),
    ),
    ca: from.secretIfSet("DATABASE_CA"),
    poolMax: from.count("DATABASE_POOL_MAX", 6, 1, 100),
    statementMs: from.duration("DATABASE_STATEMENT_TIMEOUT", "1500ms", "10ms", "1m"),
    deadlineMs: from.duration("DATABASE_DEADLINE", "2s", "10ms", "1m"),
  };
  if (config.statementMs >= config.deadlineMs) {
    from.problem(
      "DATABASE_STATEMENT_TIMEOUT must be shorter than DATABASE_DEADLINE: the server's answer comes first",
    );
  }
  return config;
}
