import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "plinth-service-kit/app.ts";
import { Database } from "plinth-service-kit/database.ts";
import { readEnv } from "plinth-service-kit/env.ts";
import { keepMigrating } from "plinth-service-kit/migrate.ts";
import { type Given, type Program, runProgram } from "plinth-service-kit/program.ts";
import { runTask } from "plinth-service-kit/task.ts";
import { tokenGuard } from "plinth-service-kit/token.ts";
import { type Config, readConfig, readRole } from "./config.ts";
import { createMovies } from "./movies.ts";
import { addMovies } from "./routes.ts";
import { migrations } from "./schema.ts";
import { readSeedConfig, seed } from "./seed.ts";

const build = (config: Config, given: Given): Program => {
  const { log, metrics } = given;
  const database = new Database(config.database, log, metrics);
  const schema = keepMigrating(database, migrations, log, sleep);
  const app = createApp({
    ...given,
    ready: schema.ready,
    maxBodyBytes: config.maxBodyBytes,
    clockMs: () => performance.now(),
  });
  app.use("/movies/*", async (_, next) => {
    schema.check();
    await next();
  });
  addMovies(app, createMovies(database, Bun.randomUUIDv7), tokenGuard(config.writeToken));
  return {
    app,
    close: async () => {
      schema.stop();
      await database.close();
    },
  };
};

// A role that there is not is told by the one who serves.
const { config: role } = readEnv(process.env, String, readRole);
if (role === "seed") await runTask("inventory-seed", readSeedConfig, seed);
else await runProgram("inventory", readConfig, build);
