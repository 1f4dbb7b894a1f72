import type { Price } from "../price-book.ts";

/** By type: the source of its price, and PostgreSQL in one zone on demand, USD an hour. */
type Databases = Readonly<Record<string, readonly [source: string, usd: number]>>;

/**
 * The prices of PostgreSQL by the hour: `rds.postgres.db.t3.micro.hour`, and with a standby in a second
 * zone `rds.postgres.db.t3.micro.multi-az.hour`. A book that has them has a source `standby`.
 */
export const databases = (types: Databases): Readonly<Record<string, Price>> =>
  Object.fromEntries(
    Object.entries(types).flatMap(([type, [source, usd]]): [string, Price][] => [
      [`rds.postgres.${type}.hour`, { usd, unit: "hour", source }],
      [
        `rds.postgres.${type}.multi-az.hour`,
        {
          usd: 2 * usd,
          unit: "hour",
          source: "standby",
          note: "twice the hour of one: the standby is billed as the primary is",
        },
      ],
    ]),
  );
