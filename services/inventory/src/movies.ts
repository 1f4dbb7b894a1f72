import type { z } from "@hono/zod-openapi";
import type { Database } from "plinth-service-kit/database.ts";
import type { movie, movieWritten } from "./shapes.ts";

export type Movie = z.infer<typeof movie>;
export type MovieWritten = z.infer<typeof movieWritten>;

/** A movie as the database gives it. */
type Row = Omit<Movie, "created_at"> & { readonly created_at: Date };

const asMovie = (row: Row): Movie => ({ ...row, created_at: row.created_at.toISOString() });

/** The movies that there are. Everything here throws Problem 503 when the database does not answer. */
export interface Movies {
  /** Up to `count`, in the order in which they were made, from the one after `after` on. */
  readonly list: (count: number, after: string | undefined) => Promise<readonly Movie[]>;
  readonly get: (id: string) => Promise<Movie | undefined>;
  readonly create: (written: MovieWritten) => Promise<Movie>;
  readonly replace: (id: string, written: MovieWritten) => Promise<Movie | undefined>;
  /** Whether there was one. */
  readonly remove: (id: string) => Promise<boolean>;
}

/** What every version 7 identifier comes after. */
const first = "00000000-0000-0000-0000-000000000000";

/** @param newId makes identifiers that grow with time, so that their order is that of making. */
export function createMovies(database: Database, newId: () => string): Movies {
  return {
    list: async (count, after = first) => {
      const rows: Row[] = await database.read(
        (sql) => sql`select id, title, director, price, currency, created_at from movies
          where id > ${after} order by id limit ${count}`,
      );
      return rows.map(asMovie);
    },
    get: async (id) => {
      const [row]: Row[] = await database.read(
        (sql) => sql`select id, title, director, price, currency, created_at from movies
          where id = ${id}`,
      );
      return row && asMovie(row);
    },
    create: async ({ title, director, price, currency }) => {
      const [row]: Row[] = await database.run(
        (sql) => sql`insert into movies (id, title, director, price, currency)
          values (${newId()}, ${title}, ${director}, ${price}, ${currency})
          returning id, title, director, price, currency, created_at`,
      );
      if (row === undefined) throw new Error("an insert returned no row");
      return asMovie(row);
    },
    replace: async (id, { title, director, price, currency }) => {
      const [row]: Row[] = await database.run(
        (sql) => sql`update movies
          set title = ${title}, director = ${director}, price = ${price}, currency = ${currency}
          where id = ${id} returning id, title, director, price, currency, created_at`,
      );
      return row && asMovie(row);
    },
    remove: async (id) => {
      const rows: unknown[] = await database.run(
        (sql) => sql`delete from movies where id = ${id} returning id`,
      );
      return rows.length > 0;
    },
  };
}
