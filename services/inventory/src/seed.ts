import { Database } from "plinth-service-kit/database.ts";
import { type DatabaseConfig, readDatabase } from "plinth-service-kit/database-config.ts";
import type { EnvReader } from "plinth-service-kit/env.ts";
import type { Log } from "plinth-service-kit/log.ts";
import { Metrics } from "plinth-service-kit/metrics.ts";
import { migrate } from "plinth-service-kit/migrate.ts";
import { readTask, type TaskConfig } from "plinth-service-kit/task.ts";
import { migrations } from "./schema.ts";
import { seedMovies } from "./seeds.ts";

interface SeedConfig extends TaskConfig {
  readonly database: DatabaseConfig;
}

export const readSeedConfig = (from: EnvReader): SeedConfig => ({
  ...readTask(from),
  database: readDatabase(from),
});

/** Makes the tables where they are missing, and puts movies into one that has none. */
export const seed = async (config: SeedConfig, log: Log): Promise<void> => {
  const database = new Database(config.database, log, new Metrics());
  try {
    await migrate(database, migrations);
    log.info("seeded", { movies: await seedMovies(database) });
  } finally {
    await database.close();
  }
};
