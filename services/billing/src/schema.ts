import type { Migration } from "plinth-service-kit/migrate.ts";

/** The database `billing`, step by step; steps that have run somewhere are never changed. */
export const migrations: readonly Migration[] = [
  {
    name: "001-orders",
    sql: `
      create table orders (
        id uuid primary key,
        user_id text not null,
        movie_id uuid not null,
        price numeric(10, 2) not null,
        currency char(3) not null,
        status text not null default 'PENDING' check (status in ('PENDING', 'PROCESSED', 'FAILED')),
        reason text,
        idempotency_key text,
        created_at timestamptz not null default now(),
        finished_at timestamptz,
        unique (user_id, idempotency_key)
      );
      create table charges (
        order_id uuid primary key references orders (id),
        amount numeric(10, 2) not null,
        currency char(3) not null,
        charged_at timestamptz not null default now()
      );
      create table outbox (
        order_id uuid primary key references orders (id),
        due_at timestamptz not null default now(),
        sends integer not null default 0,
        traceparent text,
        created_at timestamptz not null default now()
      );
      create index outbox_due on outbox (due_at)`,
  },
];
