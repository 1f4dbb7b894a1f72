import type { Migration } from "plinth-service-kit/migrate.ts";

/** The database `inventory`, step by step; steps that have run somewhere are never changed. */
export const migrations: readonly Migration[] = [
  {
    name: "001-movies",
    sql: `create table movies (
      id uuid primary key,
      title text not null,
      director text not null,
      price numeric(10, 2) not null check (price >= 0),
      currency char(3) not null,
      created_at timestamptz not null default now()
    )`,
  },
];
