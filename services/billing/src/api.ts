import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "plinth-service-kit/app.ts";
import { Database } from "plinth-service-kit/database.ts";
import { keepMigrating } from "plinth-service-kit/migrate.ts";
import type { Given, Program } from "plinth-service-kit/program.ts";
import { tokenGuard } from "plinth-service-kit/token.ts";
import { Broker } from "./broker.ts";
import type { ApiWork, Config } from "./config.ts";
import { createOrders } from "./orders.ts";
import { createOutbox } from "./outbox.ts";
import { startRelay } from "./relay.ts";
import { addOrders } from "./routes.ts";
import { migrations } from "./schema.ts";
import { declareQueues } from "./topology.ts";

/** Takes orders in, and sends them on. The broker may be gone: orders wait in the database then. */
export function buildApi(config: Config, work: ApiWork, given: Given): Program {
  const { log, metrics } = given;
  const database = new Database(config.database, log, metrics);
  const schema = keepMigrating(database, migrations, log, sleep);
  const broker = new Broker(config.brokers, {
    log,
    metrics,
    wait: sleep,
    declare: (channel) => declareQueues(channel, []),
  });
  void broker.keepConnected();
  const relay = startRelay({
    ...given,
    outbox: createOutbox(database),
    isConnected: () => broker.channel !== undefined,
    publish: (message) => broker.publish(message),
    resendAfterMs: work.resendAfterMs,
    wait: sleep,
  });
  const app = createApp({
    ...given,
    ready: schema.ready,
    maxBodyBytes: config.maxBodyBytes,
    clockMs: () => performance.now(),
  });
  app.use("/orders/*", async (_, next) => {
    schema.check();
    await next();
  });
  const orders = createOrders(database, Bun.randomUUIDv7);
  addOrders(app, orders, tokenGuard(work.writeToken), relay.wake);
  return {
    app,
    close: async () => {
      schema.stop();
      await relay.stop();
      await broker.close();
      await database.close();
    },
  };
}
