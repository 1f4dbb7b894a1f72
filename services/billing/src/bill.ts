import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "plinth-service-kit/app.ts";
import { createBreaker } from "plinth-service-kit/breaker.ts";
import { createClient, jsonOf } from "plinth-service-kit/client.ts";
import { Database } from "plinth-service-kit/database.ts";
import { keepMigrating } from "plinth-service-kit/migrate.ts";
import { Problem, unavailable } from "plinth-service-kit/problem.ts";
import type { Given, Program } from "plinth-service-kit/program.ts";
import { offer } from "./billing.ts";
import { Broker } from "./broker.ts";
import type { Config, WorkerWork } from "./config.ts";
import { watchDepths } from "./depths.ts";
import { createOrders } from "./orders.ts";
import { migrations } from "./schema.ts";
import { declareQueues } from "./topology.ts";
import { createWorker, type WorkerPorts } from "./worker.ts";

/** Bills the orders that the queue holds. */
export function buildWorker(config: Config, work: WorkerWork, given: Given): Program {
  const { log, metrics } = given;
  const database = new Database(config.database, log, metrics);
  const schema = keepMigrating(database, migrations, log, sleep);
  const worker = createWorker({
    ...given,
    orders: createOrders(database, Bun.randomUUIDv7),
    offerOf: inventoryAt(work.inventoryUrl, given),
    publish: (message) => broker.publish(message),
    prefetch: work.prefetch,
    retryDelaysMs: work.retryDelaysMs,
    wait: sleep,
  });
  const broker: Broker = new Broker(config.brokers, {
    log,
    metrics,
    wait: sleep,
    declare: (channel) => declareQueues(channel, work.retryDelaysMs),
    opened: worker.consume,
  });
  void schema.done.then(() => broker.keepConnected());
  const depths = watchDepths(broker, metrics);
  const app = createApp({
    ...given,
    ready: async () => {
      await schema.ready();
      if (broker.channel === undefined) throw unavailable("the broker cannot be reached");
    },
    maxBodyBytes: config.maxBodyBytes,
    clockMs: () => performance.now(),
  });
  return {
    app,
    stopWork: worker.stop,
    close: async () => {
      schema.stop();
      depths.stop();
      await broker.close();
      await database.close();
    },
  };
}

/** A look at a movie takes a millisecond; a worker that waits longer holds up the others' orders. */
const rules = { tryMs: 1500, budgetMs: 3500, triesMax: 2 };

/** Asks inventory what a movie costs now. */
function inventoryAt(url: string, { metrics, tracer }: Given): WorkerPorts["offerOf"] {
  const clockMs = () => performance.now();
  const breaker = createBreaker({ failuresMax: 10, openMs: 1000 }, clockMs);
  const ports = { breaker, metrics, tracer, clockMs, wait: sleep, chance: Math.random };
  const ask = createClient("inventory", url, rules, ports);
  return async (movieId, requestId, carrier) => {
    const reply = await ask({
      method: "GET",
      path: `/movies/${movieId}`,
      route: "/movies/:id",
      isIdempotent: true,
      requestId,
      carrier,
    });
    if (reply.status === 404) return undefined;
    if (reply.status !== 200) throw new Problem(502, `inventory answered ${reply.status}`);
    return offer.parse(jsonOf(reply, "inventory"));
  };
}
