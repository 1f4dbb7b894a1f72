import type { Metrics } from "plinth-service-kit/metrics.ts";
import type { Broker } from "./broker.ts";
import { deadQueue, ordersQueue } from "./topology.ts";

const everyMs = 2000;

/** Asks the broker from time to time how much waits: what a worker is scaled by, and what alarms. */
export function watchDepths(broker: Broker, metrics: Metrics): { readonly stop: () => void } {
  let waiting: number | undefined;
  let dead: number | undefined;
  metrics.gauge("orders_queue_messages", "Orders that wait in the queue.", () => waiting);
  metrics.gauge("orders_dead_messages", "Orders that could not be billed.", () => dead);
  const depthOf = async (queue: string) =>
    (await broker.channel?.checkQueue(queue).catch(() => undefined))?.messageCount;
  const look = async () => {
    waiting = await depthOf(ordersQueue);
    dead = await depthOf(deadQueue);
  };
  const timer = setInterval(() => void look(), everyMs);
  return { stop: () => clearInterval(timer) };
}
