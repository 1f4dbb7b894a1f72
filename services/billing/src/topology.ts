import type { Channel } from "amqplib";

/** The queue that orders wait in to be billed. */
export const ordersQueue = "orders";
/** Where those go that could not be billed, for a person to look at. */
export const deadQueue = "orders.dead";
/** Where those wait that failed for a passing reason; named by how long, for that cannot be changed. */
export const retryQueue = (delayMs: number): string => `orders.retry.${delayMs}`;

/**
 * So often a message may be taken and not answered for, because whoever took it died: then it is the
 * message that kills, and it is dead. https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling
 */
const deliveriesMax = 20;

/** Kept by a majority of the cluster's members, on disk; a single member is its own majority. */
const quorum = { "x-queue-type": "quorum" };

/**
 * From here it goes there, and is kept here until it is kept there.
 * https://www.rabbitmq.com/docs/quorum-queues#activating-at-least-once-dead-lettering
 */
const onwardsTo = (queue: string) => ({
  "x-dead-letter-exchange": "",
  "x-dead-letter-routing-key": queue,
  "x-dead-letter-strategy": "at-least-once",
  "x-overflow": "reject-publish",
});

/**
 * Declares every queue, which does nothing where they are there already.
 *
 *     relay --> orders --> worker --ack--> (gone)
 *                 ^  \        |---passing failure--> orders.retry.N --after N ms--> orders
 *                 |   \       '---no way to bill---> orders.dead
 *                 |    '--------taken too often----> orders.dead
 */
export async function declareQueues(
  channel: Channel,
  retryDelaysMs: readonly number[],
): Promise<void> {
  await channel.assertQueue(deadQueue, { durable: true, arguments: quorum });
  await channel.assertQueue(ordersQueue, {
    durable: true,
    arguments: { ...quorum, ...onwardsTo(deadQueue), "x-delivery-limit": deliveriesMax },
  });
  for (const delayMs of retryDelaysMs) {
    await channel.assertQueue(retryQueue(delayMs), {
      durable: true,
      arguments: { ...quorum, ...onwardsTo(ordersQueue), "x-message-ttl": delayMs },
    });
  }
}
