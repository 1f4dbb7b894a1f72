import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "plinth-service-kit/app.ts";
import { Database } from "plinth-service-kit/database.ts";
import { keepMigrating } from "plinth-service-kit/migrate.ts";
import { runProgram } from "plinth-service-kit/program.ts";
import { tokenGuard } from "plinth-service-kit/token.ts";
import { readConfig } from "./config.ts";
import { createMovies } from "./movies.ts";
import { addMovies } from "./routes.ts";
import { migrations } from "./schema.ts";

await runProgram("inventory", readConfig, (config, given) => {
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
});
