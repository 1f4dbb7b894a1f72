import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { noPostgres, type Postgres, startPostgres } from "plinth-service-kit/testing/postgres.ts";

const main = `${import.meta.dir}/main.ts`;

describe.skipIf(noPostgres !== undefined)(`seeding${noPostgres ? `: ${noPostgres}` : ""}`, () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres("one", "two");
  }, 60_000);
  afterAll(() => postgres[Symbol.asyncDispose]());

  const run = async (url: string) => {
    const env = { ROLE: "seed", DATABASE_URL: url };
    const child = Bun.spawn([process.execPath, main], { env, stdout: "pipe", stderr: "inherit" });
    const text = await new Response(child.stdout).text();
    return {
      exitCode: await child.exited,
      last: JSON.parse(text.trimEnd().split("\n").at(-1) ?? ""),
    };
  };

  test("a database without tables gets them and six movies; who seeds at the same time adds none", async () => {
    const url = postgres.url("one");
    const both = await Promise.all([run(url), run(url)]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(both.map(({ last }) => last.movies).toSorted()).toEqual([0, 6]);
    await using sql = postgres.sql("one");
    expect([...(await sql`select count(*)::int as count from movies`)]).toEqual([{ count: 6 }]);
  });

  test("movies that somebody has changed or taken away stay so", async () => {
    await run(postgres.url("two"));
    await using sql = postgres.sql("two");
    await sql`delete from movies where title <> 'Alien'`;
    await sql`update movies set price = 1`;
    expect(await run(postgres.url("two"))).toMatchObject({ exitCode: 0, last: { movies: 0 } });
    expect([...(await sql`select title, price from movies`)]).toEqual([
      { title: "Alien", price: "1.00" },
    ]);
  });

  test("a database that is not there is told, and the run may be tried again", async () => {
    expect(await run("postgres://nobody@127.0.0.1:1/none")).toMatchObject({
      exitCode: 1,
      last: { event: "failed" },
    });
  });
});
