import { type ChannelModel, type ConfirmChannel, connect, type Options } from "amqplib";
import { reasonOf, type Secret } from "plinth-service-kit/env.ts";
import type { Log } from "plinth-service-kit/log.ts";
import type { Metrics } from "plinth-service-kit/metrics.ts";

export interface BrokerPorts {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly wait: (delayMs: number) => Promise<unknown>;
  /** Called with each new channel before anything is published on it. */
  readonly declare: (channel: ConfirmChannel) => Promise<void>;
  /** Called with each new channel when it can be used. @default nothing to do */
  readonly opened?: (channel: ConfirmChannel) => Promise<void>;
}

/** A message to a queue, kept on disk there. */
export interface Message {
  readonly queue: string;
  readonly id: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

const connectMs = 3000;
const declareMs = 10_000;
const confirmMs = 5000;
/** Seconds; a broker that says nothing for two of them is gone. */
const heartbeatSeconds = 5;
const backoffMs = [50, 100, 200];

/**
 * One connection and one channel to a cluster, made again for as long as it takes: a member that is
 * gone means the next address. What was published and not confirmed when it broke is rejected.
 */
export class Broker {
  readonly #addresses: readonly Secret[];
  readonly #ports: BrokerPorts;
  #connection: ChannelModel | undefined;
  #channel: ConfirmChannel | undefined;
  #isClosed = false;
  #tries = 0;
  /** Ids of messages that came back because no queue took them; a confirm still follows. */
  readonly #returned = new Set<string>();

  constructor(addresses: readonly Secret[], ports: BrokerPorts) {
    this.#addresses = addresses;
    this.#ports = ports;
    const isOpen = () => (this.#channel === undefined ? 0 : 1);
    ports.metrics.gauge("broker_connected", "1 while there is a channel to the broker.", isOpen);
  }

  /** The channel that works now, if there is one. */
  get channel(): ConfirmChannel | undefined {
    return this.#channel;
  }

  /** Begins to connect, and never ends trying until it is closed. */
  async keepConnected(): Promise<void> {
    while (!this.#isClosed) {
      const address = this.#addresses[this.#tries % this.#addresses.length];
      this.#tries += 1;
      try {
        if (address !== undefined) await this.#connectOnce(address);
        return;
      } catch (error) {
        const { log, wait } = this.#ports;
        if (this.#tries === 1) log.warn("waiting for the broker", { reason: reasonOf(error) });
        await wait(backoffMs[Math.min(this.#tries, backoffMs.length) - 1] ?? connectMs);
      }
    }
  }

  async #connectOnce(address: Secret): Promise<void> {
    const { log, wait, declare, opened } = this.#ports;
    const url = new URL(address.reveal());
    url.searchParams.set("heartbeat", String(heartbeatSeconds));
    const connection = await connect(url.href, {
      timeout: connectMs,
      noDelay: true,
      // A certificate is for a name, also where several members stand behind an address.
      servername: url.hostname,
      clientProperties: { connection_name: "billing" },
    });
    const broken = (error?: Error) => {
      if (this.#connection !== connection) return;
      this.#connection = undefined;
      this.#channel = undefined;
      if (this.#isClosed) return;
      log.warn("broker lost", { reason: reasonOf(error ?? "closed") });
      void this.keepConnected();
    };
    this.#connection = connection;
    connection.on("error", () => {});
    connection.on("close", broken);
    try {
      const channel = await connection.createConfirmChannel();
      // A channel that fails takes its connection with it: there is one way to begin anew.
      channel.on("error", (error) => log.warn("channel failed", { reason: reasonOf(error) }));
      channel.on("close", () => {
        broken();
        connection.close().catch(() => {});
      });
      channel.on("return", ({ properties }) => this.#returned.add(String(properties.messageId)));
      // A cluster without a majority does not answer to a declaration at all.
      const late = wait(declareMs).then(() =>
        Promise.reject(new Error("queues not declared in time")),
      );
      await Promise.race([declare(channel), late]);
      if (this.#connection !== connection) throw new Error("closed again at once");
      this.#channel = channel;
      await opened?.(channel);
    } catch (error) {
      this.#connection = undefined;
      this.#channel = undefined;
      connection.close().catch(() => {});
      throw error;
    }
    this.#tries = 0;
    log.info("broker connected", { host: url.hostname, port: url.port });
  }

  /** Resolves when the queue's members have it on disk. @throws when they do not say so in time. */
  publish({ queue, id, body, headers }: Message): Promise<void> {
    const channel = this.#channel;
    if (channel === undefined) return Promise.reject(new Error("there is no broker"));
    const options: Options.Publish = {
      persistent: true,
      mandatory: true,
      messageId: id,
      contentType: "application/json",
      headers: { ...headers },
    };
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("not confirmed in time")), confirmMs);
      channel.publish("", queue, Buffer.from(body), options, (error: unknown) => {
        clearTimeout(late);
        const isReturned = this.#returned.delete(id);
        if (error) reject(new Error("not confirmed", { cause: error }));
        else if (isReturned) reject(new Error(`no queue "${queue}" took it`));
        else resolve();
      });
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#connection?.close().catch(() => {});
  }
}
