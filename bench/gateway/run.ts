/**
 * Our load balancer against nginx, on the same back ends:
 * `bun bench/gateway/run.ts [--seconds 2] [--pairs 5] [--json]`. README.md says how fair that is.
 */
import { parseArgs } from "node:util";
import { cpuTimeMs, describeMachine, thisMachine } from "../lib/machine.ts";
import { nginxPath, startNginx } from "../lib/nginx.ts";
import type { Server } from "../lib/server.ts";
import { median } from "../lib/statistics.ts";
import { textTable } from "../lib/table.ts";
import { hasWrk, runWrk } from "../lib/wrk.ts";
import { type OpenLoopResult, runRate } from "../load/rate.ts";
import { startBackends, startGateway } from "./contestants.ts";

/** The balancers have this core to themselves at full load, and the load the other one. */
const PROXY_CORE = 0;
const LOAD_CORE = 1;
const CONNECTIONS = 64;
const RATE_PER_SECOND = 10_000;
const target = { ratio: 0.7, addedMsP50: 0.3 };

interface Turn {
  readonly requestsPerSecond: number;
  /** Processor time per request, microseconds. */
  readonly cpuUs: number;
  /** How much of its core the balancer got: less than all of it, and others disturbed the turn. */
  readonly coreShare: number;
}

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "2" },
    pairs: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds);
const pairs = Number(values.pairs);
if (values.help) {
  console.log("usage: run.ts [--seconds 2] [--pairs 5] [--json]");
} else if (nginxPath() === undefined || !hasWrk()) {
  console.error("Skipped: this needs `nginx` and `wrk` (Debian: apt install nginx-light wrk).");
} else {
  await main();
}

async function main(): Promise<void> {
  const machine = thisMachine();
  if (!values.json) {
    console.log(describeMachine(machine));
    console.log(
      "balancers on one core, load and back ends on another; " +
        `${CONNECTIONS} connections; ${pairs} turns of ${seconds} s each`,
    );
  }
  const small = await fullLoad("/", "small answers");
  const large = await fullLoad("/large", "64 KiB answers");
  const latency = await steadyLoad();
  if (values.json) {
    console.log(
      JSON.stringify({ machine, seconds, pairs, target, small, large, latency }, null, 2),
    );
  }
}

/** As many requests as go through, in turns. */
async function fullLoad(path: string, what: string) {
  const backends = await startBackends(LOAD_CORE);
  const servers = [
    await startGateway(backends, PROXY_CORE),
    await startNginx(backends, PROXY_CORE),
  ];
  const turns: Turn[][] = servers.map(() => []);
  try {
    for (const server of servers) await turn(server, path, 1);
    for (let pair = 0; pair < pairs; pair++) {
      for (const [index, server] of servers.entries()) {
        turns[index]?.push(await turn(server, path, seconds));
      }
    }
    const rss = servers.map((server) => server.rssMib());
    const [ours = [], theirs = []] = turns;
    const ratio = middle(ours, "requestsPerSecond") / middle(theirs, "requestsPerSecond");
    const ratioByCpu = middle(theirs, "cpuUs") / middle(ours, "cpuUs");
    if (!values.json) {
      const rows = servers.map(({ name }, index) => {
        const own = turns[index] ?? [];
        const rates = own.map((one) => one.requestsPerSecond);
        return [
          name,
          middle(own, "requestsPerSecond"),
          Math.min(...rates),
          Math.max(...rates),
          middle(own, "cpuUs"),
          middle(own, "coreShare"),
          rss[index] ?? "unknown",
        ];
      });
      const head = ["server", "req/s", "lowest", "highest", "CPU us/req", "core share", "RSS MiB"];
      console.log(`\n${what}, as fast as it goes:\n${textTable(head, rows)}`);
      const verdict = path === "/" ? `; wanted ${target.ratio}: ${met(ratio >= target.ratio)}` : "";
      console.log(
        `ratio of medians ${ratio.toFixed(2)} (by processor time ${ratioByCpu.toFixed(2)})${verdict}`,
      );
    }
    return { names: servers.map(({ name }) => name), turns, ratio, ratioByCpu };
  } finally {
    await Promise.all([...servers, ...backends].map((server) => server.stop()));
  }
}

async function turn(server: Server, path: string, duration: number): Promise<Turn> {
  const beforeMs = cpuTimeMs(server.pid) ?? Number.NaN;
  const result = await runWrk({
    url: `${server.url}${path}`,
    connections: CONNECTIONS,
    seconds: duration,
    core: LOAD_CORE,
  });
  if (result.badStatuses + result.socketErrors > 0) {
    throw new Error(`${server.name} failed under load: ${JSON.stringify(result)}`);
  }
  const usedMs = (cpuTimeMs(server.pid) ?? Number.NaN) - beforeMs;
  return {
    requestsPerSecond: result.requestsPerSecond,
    cpuUs: (usedMs * 1000) / result.requests,
    coreShare: usedMs / (duration * 1000),
  };
}

/**
 * What a balancer adds to the latency. The generator spins and needs its core, so everything else,
 * the back ends included, is on the other one, and so it is for the direct way.
 */
async function steadyLoad() {
  const backends = await startBackends(PROXY_CORE);
  const [direct] = backends;
  if (direct === undefined) throw new Error("no back end");
  const balancers = [
    await startGateway(backends, PROXY_CORE),
    await startNginx(backends, PROXY_CORE),
  ];
  const servers = [{ ...direct, name: "direct" }, ...balancers];
  const runs: OpenLoopResult[][] = servers.map(() => []);
  try {
    for (let pair = 0; pair < pairs; pair++) {
      for (const [index, server] of servers.entries()) {
        const options = { url: `${server.url}/`, ratePerSecond: RATE_PER_SECOND, seconds };
        runs[index]?.push(await runRate({ ...options, connections: CONNECTIONS, core: LOAD_CORE }));
      }
    }
    const p50 = runs.map((all) => median(undisturbed(all).map((run) => run.latencyMsP50)));
    const addedMsP50 = (p50[1] ?? Number.NaN) - (p50[0] ?? Number.NaN);
    if (!values.json) {
      const rows = servers.map(({ name }, index) => {
        const own = undisturbed(runs[index] ?? []);
        return [
          name,
          median(own.map((run) => run.latencyMsP50)),
          (p50[index] ?? Number.NaN) - (p50[0] ?? Number.NaN),
          median(own.map((run) => run.latencyMsP99)),
          median(own.map((run) => run.sendLagMsP99)),
          own.reduce((sum, run) => sum + run.unanswered + run.badStatuses, 0),
          own.length,
        ];
      });
      const head = ["way", "p50 ms", "added", "p99 ms", "sent late p99 ms", "lost", "runs"];
      console.log(`\nat ${RATE_PER_SECOND} req/s, from when each request was due:`);
      console.log(textTable(head, rows));
      console.log(
        `p50 added ${addedMsP50.toFixed(2)} ms; wanted under ${target.addedMsP50}: ` +
          met(addedMsP50 < target.addedMsP50),
      );
    }
    return { names: servers.map(({ name }) => name), runs, addedMsP50 };
  } finally {
    await Promise.all([...balancers, ...backends].map((server) => server.stop()));
  }
}

/** A generator that sends late measures itself; if all did, all are shown. */
function undisturbed(runs: readonly OpenLoopResult[]): readonly OpenLoopResult[] {
  const quiet = runs.filter((run) => run.sendLagMsP99 < 1);
  return quiet.length > 0 ? quiet : runs;
}

function middle(turns: readonly Turn[], field: keyof Turn): number {
  const quiet = turns.filter((one) => one.coreShare > 0.9);
  return median((quiet.length > 0 ? quiet : turns).map((one) => one[field]));
}

function met(isMet: boolean): string {
  return isMet ? "met" : "missed";
}
