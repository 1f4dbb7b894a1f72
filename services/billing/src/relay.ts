import { reasonOf } from "plinth-service-kit/env.ts";
import type { Log } from "plinth-service-kit/log.ts";
import type { Metrics } from "plinth-service-kit/metrics.ts";
import type { Tracer } from "plinth-service-kit/tracing.ts";
import type { Message } from "./broker.ts";
import type { Backlog, Due, Outbox } from "./outbox.ts";
import { ordersQueue } from "./topology.ts";

export interface RelayPorts {
  readonly outbox: Outbox;
  readonly isConnected: () => boolean;
  readonly publish: (message: Message) => Promise<void>;
  readonly resendAfterMs: number;
  readonly tracer: Tracer;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly wait: (delayMs: number) => Promise<unknown>;
}

/** Sends accepted orders to the broker. */
export interface Relay {
  /** There is something new: it need not wait for the next look. */
  readonly wake: () => void;
  /** Sends what it has taken, and takes no more. */
  readonly stop: () => Promise<void>;
}

const batch = 200;
/** Longer than a confirm may take; what a relay that died had taken is late by this. */
const leaseMs = 10_000;
/** How often it looks without being woken: for what others left, and for what is due again. */
const pollMs = 500;

/** Any number of relays may run: the database gives each order to one of them at a time. */
export function startRelay(ports: RelayPorts): Relay {
  const { outbox, log, metrics, wait } = ports;
  const sends = metrics.counter("outbox_sends_total", "Orders handed to the broker.", "result");
  let backlog: Backlog | undefined;
  metrics.gauge("outbox_unsent", "Orders accepted and never sent.", () => backlog?.unsent);
  metrics.gauge("outbox_unfinished", "Orders sent and not ended.", () => backlog?.unfinished);
  metrics.gauge(
    "outbox_oldest_seconds",
    "Age of the oldest order that was never sent.",
    () => backlog?.oldestSeconds,
  );
  let isStopped = false;
  let woken = Promise.withResolvers<void>();

  const round = async (): Promise<number> => {
    if (!ports.isConnected()) return 0;
    const due = await outbox.claim(batch, leaseMs);
    if (due.length === 0) return 0;
    const results = await Promise.allSettled(due.map((each) => send(ports, each)));
    const idsOf = (status: string) =>
      due.filter((_, index) => results[index]?.status === status).map(({ order_id }) => order_id);
    const [sent, unsent] = [idsOf("fulfilled"), idsOf("rejected")];
    sends("sent").add(sent.length);
    sends("failed").add(unsent.length);
    if (sent.length > 0) await outbox.sent(sent, ports.resendAfterMs);
    if (unsent.length > 0) await outbox.unsent(unsent);
    return sent.length;
  };
  const run = async () => {
    while (!isStopped) {
      woken = Promise.withResolvers();
      let sent = 0;
      try {
        sent = await round();
      } catch (error) {
        log.debug("relay waits", { reason: reasonOf(error) });
        await wait(pollMs);
      }
      if (sent < batch && !isStopped) await Promise.race([woken.promise, wait(pollMs)]);
    }
  };
  const measure = async () => {
    while (!isStopped) {
      backlog = await outbox.backlog().catch(() => undefined);
      await Promise.race([stopped.promise, wait(2000)]);
    }
  };
  const stopped = Promise.withResolvers<void>();
  const running = run();
  void measure();
  return {
    wake: () => woken.resolve(),
    stop: async () => {
      isStopped = true;
      stopped.resolve();
      woken.resolve();
      await running;
    },
  };
}

/** The message has the order's id and no more: whoever works on it reads what is true then. */
async function send(
  { publish, tracer }: RelayPorts,
  { order_id, traceparent }: Due,
): Promise<void> {
  const span = tracer.begin(`send ${ordersQueue}`, "producer", {
    traceparent: traceparent ?? undefined,
  });
  const { traceparent: sentOn } = span.carrier;
  try {
    await publish({
      queue: ordersQueue,
      id: order_id,
      body: JSON.stringify({ order_id }),
      headers: { ...(sentOn !== undefined && { traceparent: sentOn }) },
    });
    span.end();
  } catch (error) {
    span.end(reasonOf(error));
    throw error;
  }
}
