import { z } from "@hono/zod-openapi";
import type { ConfirmChannel, ConsumeMessage } from "amqplib";
import { reasonOf } from "plinth-service-kit/env.ts";
import type { Log } from "plinth-service-kit/log.ts";
import type { Metrics } from "plinth-service-kit/metrics.ts";
import type { Tracer } from "plinth-service-kit/tracing.ts";
import { Hopeless, isOutage, nextOf } from "./billing.ts";
import type { Message } from "./broker.ts";
import { type SettlePorts, settle } from "./settle.ts";
import { deadQueue, ordersQueue, retryQueue } from "./topology.ts";

export interface WorkerPorts extends SettlePorts {
  readonly publish: (message: Message) => Promise<void>;
  readonly prefetch: number;
  readonly retryDelaysMs: readonly number[];
  readonly tracer: Tracer;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Takes orders from the queue and ends them. */
export interface Worker {
  /** Takes messages from a channel; called again with each new one. */
  readonly consume: (channel: ConfirmChannel) => Promise<void>;
  /** Takes no more, and resolves when those that were taken are answered for. */
  readonly stop: () => Promise<void>;
}

/**
 * A message is answered for only when what it asked for is done, or when it is safe in another queue:
 * whoever dies in between gets it again, or another worker does.
 */
export function createWorker(ports: WorkerPorts): Worker {
  const { log, metrics } = ports;
  const results = metrics.counter("orders_worked_total", "Messages answered for.", "result");
  const inHand = new Set<Promise<void>>();
  metrics.gauge("orders_in_hand", "Messages taken and not answered for.", () => inHand.size);
  let isStopped = false;
  let stopConsuming = async () => {};

  const take = (channel: ConfirmChannel, message: ConsumeMessage) => {
    const handling = handle(ports, message, () => isStopped)
      .then((result) => {
        results(result).add();
        if (result === "returned") channel.nack(message);
        else channel.ack(message);
      })
      .catch((error) => {
        // What fails here is the way to the broker. Unanswered on this channel the message would stay
        // with us for ever; with the channel it goes back.
        log.warn("message left unanswered", { reason: reasonOf(error) });
        channel.close().catch(() => {});
      });
    inHand.add(handling);
    void handling.finally(() => inHand.delete(handling));
  };
  return {
    consume: async (channel) => {
      if (isStopped) return;
      await channel.prefetch(ports.prefetch);
      const { consumerTag } = await channel.consume(ordersQueue, (message) => {
        if (message !== null) take(channel, message);
        // The queue was taken away, or its leader was: a new channel consumes it from where it is now.
        else channel.close().catch(() => {});
      });
      stopConsuming = async () => void (await channel.cancel(consumerTag).catch(() => {}));
    },
    stop: async () => {
      isStopped = true;
      await stopConsuming();
      await Promise.all(inHand);
    },
  };
}

const shape = z.object({ order_id: z.uuid() });
const attemptHeader = "x-attempt";

/**
 * Works on a message, and puts it where it belongs when that failed.
 * @returns in a word what became of it; only one that is "returned" is not done with.
 * @throws when it could not be put there.
 */
async function handle(
  ports: WorkerPorts,
  message: ConsumeMessage,
  isStopped: () => boolean,
): Promise<string> {
  const { headers = {} } = message.properties;
  const attempt = Number(headers[attemptHeader] ?? 1);
  const carrier = carrierOf(headers);
  const span = ports.tracer.begin(`process ${ordersQueue}`, "consumer", carrier);
  const id = idOf(message);
  try {
    if (id === undefined) throw new Hopeless("the message cannot be read");
    const result = await settle(ports, id, span.carrier, isStopped);
    span.set("order.result", result);
    span.end();
    return result;
  } catch (error) {
    const reason = reasonOf(error);
    span.end(reason);
    if (isStopped() && isOutage(error)) return "returned";
    const next = nextOf(error, attempt, ports.retryDelaysMs);
    ports.log[next.kind === "dead" ? "error" : "info"](`order ${next.kind}`, {
      id,
      attempt,
      reason,
    });
    await ports.publish({
      queue: next.kind === "dead" ? deadQueue : retryQueue(next.delayMs),
      id: id ?? crypto.randomUUID(),
      body: message.content.toString(),
      headers: { ...carrier, [attemptHeader]: attempt + 1, "x-reason": reason },
    });
    return next.kind;
  }
}

function idOf({ content }: ConsumeMessage): string | undefined {
  try {
    return shape.parse(JSON.parse(content.toString())).order_id;
  } catch {
    return undefined;
  }
}

const carrierOf = ({ traceparent }: { readonly [header: string]: unknown }) =>
  typeof traceparent === "string" ? { traceparent } : {};
