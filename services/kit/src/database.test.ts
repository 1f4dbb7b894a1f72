import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Database } from "./database.ts";
import { Secret } from "./env.ts";
import { createLog } from "./log.ts";
import { Metrics } from "./metrics.ts";
import { type Migration, migrate } from "./migrate.ts";
import { noPostgres, type Postgres, startPostgres } from "./testing/postgres.ts";
import { eventually } from "./testing/service.ts";

const log = createLog(
  "error",
  () => {},
  () => 0,
);

/** A key and a certificate for one name, PEM. */
async function selfSigned(name: string): Promise<readonly [key: string, certificate: string]> {
  const words = [
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
  ];
  const rest = [
    "-keyout",
    "-",
    "-days",
    "2",
    "-subj",
    `/CN=${name}`,
    "-addext",
    `subjectAltName=DNS:${name}`,
  ];
  const child = Bun.spawn(["openssl", ...words, ...rest], { stderr: "ignore" });
  const text = await new Response(child.stdout).text();
  const from = text.indexOf("-----BEGIN CERTIFICATE");
  return [text.slice(0, from), text.slice(from)];
}

describe.skipIf(noPostgres !== undefined)(
  `PostgreSQL${noPostgres ? `: ${noPostgres}` : ""}`,
  () => {
    let postgres: Postgres;
    const opened: Database[] = [];
    beforeAll(async () => {
      postgres = await startPostgres("shop", "race");
    }, 30_000);
    afterAll(async () => {
      await Promise.all(opened.map((database) => database.close()));
      await postgres[Symbol.asyncDispose]();
    });
    const open = (
      name = "shop",
      more: { poolMax?: number; url?: string; ca?: string } = {},
    ): Database => {
      const database = new Database(
        {
          url: new Secret(more.url ?? postgres.url(name)),
          ca: more.ca === undefined ? undefined : new Secret(more.ca),
          poolMax: more.poolMax ?? 2,
          statementMs: 200,
          deadlineMs: 400,
        },
        log,
        new Metrics(),
      );
      opened.push(database);
      return database;
    };
    const statusOf = async (answer: Promise<unknown>): Promise<unknown> =>
      answer.then(
        () => "fine",
        (error) => error.status ?? error.errno,
      );

    test("replicas that start together make the tables once", async () => {
      const steps: Migration[] = [
        { name: "1", sql: "create table things (id int); insert into things values (1)" },
        { name: "2", sql: "select pg_sleep(0.05); insert into things values (2)" },
      ];
      const replicas = [1, 2, 3, 4].map(() => open("race"));
      const applied = await Promise.all(replicas.map((each) => migrate(each, steps)));
      expect(applied.sort()).toEqual([0, 0, 0, 2]);
      const [first] = replicas;
      const rows = await first?.read((sql) => sql`select id from things order by id`);
      expect([...(rows ?? [])]).toEqual([{ id: 1 }, { id: 2 }]);
    });

    test("steps are all done or none", async () => {
      const database = open("race");
      const steps = [
        { name: "3", sql: "create table half (id int)" },
        { name: "4", sql: "select 1/0" },
      ];
      expect(await statusOf(migrate(database, steps))).toBe("22012");
      const there = await database.read((sql) => sql`select to_regclass('half') as name`);
      expect(there[0].name).toBeNull();
    });

    test("a statement that takes too long is 503, and the next one is answered", async () => {
      const database = open();
      expect(await statusOf(database.run((sql) => sql`select pg_sleep(5)`))).toBe(503);
      expect(await statusOf(database.run((sql) => sql`select 1`))).toBe("fine");
    });

    test("more than can be served in time are refused and not kept waiting", async () => {
      const database = open("shop", { poolMax: 1 });
      const startMs = performance.now();
      const all = await Promise.all(
        Array.from({ length: 200 }, () =>
          statusOf(database.run((sql) => sql`select pg_sleep(0.15)`)),
        ),
      );
      expect(performance.now() - startMs).toBeLessThan(2000);
      expect(new Set(all)).toEqual(new Set(["fine", 503]));
      expect(await statusOf(database.run((sql) => sql`select 1`))).toBe("fine");
    });

    test("a connection that the server ends costs a read nothing", async () => {
      const database = open("shop", { poolMax: 1 });
      const [{ pid }] = await database.read((sql) => sql`select pg_backend_pid() as pid`);
      await using other = postgres.sql("shop");
      await other`select pg_terminate_backend(${pid})`;
      expect(await statusOf(database.read((sql) => sql`select 1`))).toBe("fine");
    });

    test("a mistake in a statement is told as it is, not as an outage", async () => {
      expect(await statusOf(open().run((sql) => sql`select 1/0`))).toBe("22012");
    });

    test.skipIf(Bun.which("openssl") === null)(
      "with a CA the server must be who it says it is, and its name the one that was asked for",
      async () => {
        const [key, certificate] = await selfSigned("localhost");
        const [, another] = await selfSigned("localhost");
        await postgres.useTls(key, certificate);
        const ask = (host: string, ca: string) =>
          open("shop", { url: postgres.url("shop").replace("127.0.0.1", host), ca }).read(
            (sql) => sql`select ssl from pg_stat_ssl where pid = pg_backend_pid()`,
          );
        // The server takes its new settings a moment after it was told to.
        const rows = await eventually(
          () => ask("localhost", certificate).catch(() => []),
          (found: readonly unknown[]) => found.length > 0,
          5000,
        );
        expect([...rows]).toEqual([{ ssl: true }]);
        expect(await statusOf(ask("localhost", another))).toBe(503);
        expect(await statusOf(ask("127.0.0.1", certificate))).toBe(503);
      },
    );

    test("a server that says nothing is 503 in time, each time, and is used again when it speaks", async () => {
      const database = open();
      await database.ask();
      await postgres.hold(true);
      const startMs = performance.now();
      for (let count = 0; count < 3; count += 1) expect(await statusOf(database.ask())).toBe(503);
      expect(performance.now() - startMs).toBeLessThan(5000);
      await postgres.hold(false);
      expect(await statusOf(database.ask())).toBe("fine");
    });
  },
);
