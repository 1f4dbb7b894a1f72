import type { PostgresSession } from "#plinth/host/postgres-session.ts";
import type { LocalDatabase } from "#plinth/model/local-server.ts";

const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Makes a database and the role that owns it, or puts them right: nobody else may connect. Does no
 * harm twice.
 */
export const makeDatabase = async (
  session: PostgresSession,
  { access: { user, path }, connections }: LocalDatabase,
  password: string,
): Promise<void> => {
  // A statement that fails would be logged with the password in it.
  await session.query("set log_min_error_statement = panic");
  const roles = await session.query(`select 1 from pg_roles where rolname = ${literal(user)}`);
  if (roles.length === 0) await session.query(`create role ${name(user)} login`);
  const limit = connections ?? -1;
  await session.query(
    `alter role ${name(user)} login password ${literal(password)} connection limit ${limit}`,
  );
  const there = await session.query(`select 1 from pg_database where datname = ${literal(path)}`);
  if (there.length === 0) {
    await session.query(`create database ${name(path)} owner ${name(user)}`);
  }
  await session.query(`revoke connect, temporary on database ${name(path)} from public`);
};
