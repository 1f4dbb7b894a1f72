import { cpuTimeMs } from "../lib/machine.ts";
import type { Server } from "../lib/server.ts";
import { runWrk } from "../lib/wrk.ts";
import { type OpenLoopResult, runRate } from "../load/rate.ts";
import type { Scenario } from "./contestants.ts";

export interface Settings {
  /** Length of one run. */
  readonly seconds: number;
  /** How often each server has its turn at full load. */
  readonly pairs: number;
  readonly ratePerSecond: number;
  readonly connections: number;
  /** Core of the load generator. */
  readonly core: number;
}

/** One turn of one server at full load. */
export interface Turn {
  readonly requestsPerSecond: number;
  /** Processor time per request, microseconds; unknown (NaN) without /proc. */
  readonly cpuUs: number;
  /** How much of its core the server got, 0 to 1: less than all of it, and others disturbed the turn. */
  readonly coreShare: number;
}

/** What was measured of one server: one entry a run, in the order of the runs. */
export interface Measured {
  readonly name: string;
  readonly turns: readonly Turn[];
  readonly steady: readonly OpenLoopResult[];
  readonly idleRssMib: number | undefined;
  readonly loadedRssMib: number | undefined;
}

/** Measures all servers, taking turns (A B A B), so that what changes on the machine hits all alike. */
export async function measure(
  servers: readonly Server[],
  { headers }: Scenario,
  settings: Settings,
): Promise<readonly Measured[]> {
  const { seconds, pairs, ratePerSecond, connections, core } = settings;
  const idle = servers.map((server) => server.rssMib());
  const load = (server: Server) => ({ url: `${server.url}/`, connections, core, headers });
  for (const server of servers) await runWrk({ ...load(server), seconds: 1 });
  const full = await inTurns(servers, pairs, async (server) => {
    const beforeMs = cpuTimeMs(server.pid) ?? Number.NaN;
    const result = await runWrk({ ...load(server), seconds });
    if (result.badStatuses + result.socketErrors > 0) {
      throw new Error(`${server.name} failed under load: ${JSON.stringify(result)}`);
    }
    const usedMs = (cpuTimeMs(server.pid) ?? Number.NaN) - beforeMs;
    const { requests, requestsPerSecond } = result;
    return {
      requestsPerSecond,
      cpuUs: (usedMs * 1000) / requests,
      coreShare: usedMs / (seconds * 1000),
    };
  });
  const loaded = servers.map((server) => server.rssMib());
  const steady = await inTurns(servers, Math.min(5, pairs), (server) =>
    runRate({ ...load(server), seconds, ratePerSecond }),
  );
  return servers.map(({ name }, index) => ({
    name,
    turns: full.flatMap((turn) => turn[index] ?? []),
    steady: steady.flatMap((turn) => turn[index] ?? []),
    idleRssMib: idle[index],
    loadedRssMib: loaded[index],
  }));
}

/** Runs each server in each turn; one list a turn, in the order of the servers. */
async function inTurns<T>(
  servers: readonly Server[],
  turns: number,
  run: (server: Server) => Promise<T>,
): Promise<T[][]> {
  const results: T[][] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const row: T[] = [];
    for (const server of servers) row.push(await run(server));
    results.push(row);
  }
  return results;
}
