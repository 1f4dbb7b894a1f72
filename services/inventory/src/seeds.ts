import type { Database } from "plinth-service-kit/database.ts";

/** A few movies to begin with. Their identifiers are fixed, so that two seeds at once add them once. */
const movies = [
  ["0193e0a4-0000-7000-8000-000000000001", "Metropolis", "Fritz Lang", "3.99"],
  ["0193e0a4-0000-7000-8000-000000000002", "Rashomon", "Akira Kurosawa", "4.49"],
  ["0193e0a4-0000-7000-8000-000000000003", "2001: A Space Odyssey", "Stanley Kubrick", "4.99"],
  ["0193e0a4-0000-7000-8000-000000000004", "Stalker", "Andrei Tarkovsky", "4.49"],
  ["0193e0a4-0000-7000-8000-000000000005", "Alien", "Ridley Scott", "4.99"],
  ["0193e0a4-0000-7000-8000-000000000006", "Spirited Away", "Hayao Miyazaki", "5.99"],
] as const;

/**
 * Puts the movies into a table that has none, all or nothing; one that has any stays as it is.
 * @returns how many were added
 */
export const seedMovies = async (database: Database): Promise<number> =>
  await database.transaction(async (sql) => {
    const [some] = await sql`select 1 from movies limit 1`;
    if (some) return 0;
    const rows = movies.map(([id, title, director, price]) => ({
      ...{ id, title, director, price },
      currency: "USD",
    }));
    const added: unknown[] =
      await sql`insert into movies ${sql(rows)} on conflict (id) do nothing returning id`;
    return added.length;
  });
