import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Server } from "bun";
import type { Config } from "./config.ts";
import type { Handler } from "./handler.ts";
import type { Log } from "./log.ts";
import { countEstablished } from "./metrics.ts";

/** Whether the service has been asked to leave, and how it does. */
export interface Drain {
  readonly isDraining: () => boolean;
  /** Takes the server down in order; resolves when the process may exit. Called again, it only waits. */
  readonly drain: (server: Stoppable, why: string) => Promise<void>;
}

/** The part of a server that leaving needs. */
export interface Stoppable {
  /** Stops listening, resolves when what is in flight is answered; with `true`, cuts that off. */
  stop(closeActiveConnections?: boolean): Promise<void>;
  readonly pendingRequests: number;
}

/** Time kept back from the grace period for the exit itself. */
const exitMs = 500;

/**
 *     SIGTERM              + DRAIN_DELAY      before SHUTDOWN_GRACE
 *     unready; serves,     stops listening,   cuts off what is left, exits 0
 *     answers say "close"  finishes the rest
 */
export function createDrain(
  { drainDelayMs, shutdownGraceMs }: Pick<Config, "drainDelayMs" | "shutdownGraceMs">,
  log: Log,
  wait: (delayMs: number) => Promise<unknown> = sleep,
): Drain {
  let drained: Promise<void> | undefined;
  const run = async (server: Stoppable, why: string) => {
    log.info("draining", { why, drainDelayMs, shutdownGraceMs });
    await wait(drainDelayMs);
    const restMs = shutdownGraceMs - drainDelayMs;
    const isLate = wait(Math.max(restMs / 2, restMs - exitMs)).then(() => true);
    const isStopped = server.stop().then(() => false);
    if (await Promise.race([isStopped, isLate])) {
      log.warn("out of time", { requestsInFlight: server.pendingRequests });
      await server.stop(true);
    }
    log.info("stopped");
  };
  return {
    isDraining: () => drained !== undefined,
    drain: (server, why) => {
      drained ??= run(server, why);
      return drained;
    },
  };
}

const bunMaxHeaderBytes = 16_384;

/**
 * Starts listening, with the limits that Bun can be given; README.md says which it cannot.
 * @throws when the address cannot be listened on.
 */
export async function listen(config: Config, handler: Handler): Promise<Server<undefined>> {
  if (config.maxHeaderBytes !== bunMaxHeaderBytes) {
    // Bun.serve has no option for it but shares node:http's, a property whose setter is not typed.
    const { default: http } = await import("node:http");
    Object.assign(http, { maxHeaderSize: config.maxHeaderBytes });
  }
  return Bun.serve({
    hostname: config.host,
    port: config.port,
    development: false,
    // Without this, Bun 1.4.5 outside of development lets a second process share the port unseen.
    reusePort: false,
    idleTimeout: Math.ceil(config.idleTimeoutMs / 1000),
    maxRequestBodySize: config.maxBodyBytes,
    ...handler,
  });
}

/** Connections that clients hold to a port; undefined where the kernel does not tell (not Linux). */
export async function openConnections(port: number | undefined): Promise<number | undefined> {
  if (port === undefined) return undefined;
  try {
    const read = (table: string) => readFile(`/proc/self/net/${table}`, "utf8");
    const tables = await Promise.all([read("tcp"), read("tcp6").catch(() => "")]);
    return tables.reduce((sum, table) => sum + countEstablished(table, port), 0);
  } catch {
    return undefined;
  }
}
