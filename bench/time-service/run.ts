/**
 * The time service against the same in Go: `bun bench/time-service/run.ts [--seconds 1] [--json]`.
 * README.md says what is measured, and how fair that is.
 */
import { parseArgs } from "node:util";
import { describeMachine, thisMachine, toolPath } from "../lib/machine.ts";
import { median } from "../lib/statistics.ts";
import { textTable } from "../lib/table.ts";
import { hasWrk } from "../lib/wrk.ts";
import type { OpenLoopResult } from "../load/rate.ts";
import { behindProxy, direct, startContestants } from "./contestants.ts";
import { type Measured, measure, type Settings, type Turn } from "./measure.ts";

const serverCore = 0;
const target = { ratio: 1.5, latencyMsP99: 5 };

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "1" },
    pairs: { type: "string", default: "9" },
    rate: { type: "string", default: "10000" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log("usage: run.ts [--seconds 1] [--pairs 9] [--rate 10000] [--json]");
} else if (toolPath("go") === undefined || !hasWrk()) {
  console.error("Skipped: this needs `go` and `wrk` on PATH (Debian: apt install golang wrk).");
} else {
  await main({
    seconds: Number(values.seconds),
    pairs: Number(values.pairs),
    ratePerSecond: Number(values.rate),
    connections: 64,
    core: 1,
  });
}

interface Outcome {
  readonly scenario: string;
  readonly measured: readonly Measured[];
  /** Pairs of turns in which both servers had their core to themselves; only these are judged. */
  readonly undisturbedPairs: number;
  /** Requests per second, ours over Go's; the median of those pairs, NaN when there is none. */
  readonly ratio: number;
  /** Processor time per request, Go's over ours; the median of those pairs. */
  readonly ratioByCpu: number;
  /** At the steady rate; the median of the runs in which the generator kept its schedule, or NaN. */
  readonly latencyMsP99: number;
}

async function main(settings: Settings): Promise<void> {
  const machine = thisMachine();
  const { seconds, pairs, ratePerSecond, connections } = settings;
  if (!values.json) {
    console.log(describeMachine(machine));
    console.log(
      `each server on one core, load on another; ${connections} keep-alive connections; ` +
        `${pairs} turns of ${seconds} s each, medians of the undisturbed`,
    );
  }
  const outcomes: Outcome[] = [];
  for (const scenario of [direct, behindProxy]) {
    const servers = await startContestants(serverCore, scenario);
    try {
      const outcome = judge(scenario.name, await measure(servers, scenario, settings));
      outcomes.push(outcome);
      if (!values.json) print(outcome, ratePerSecond);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  }
  if (values.json) console.log(JSON.stringify({ machine, settings, target, outcomes }, null, 2));
}

function judge(scenario: string, measured: readonly Measured[]): Outcome {
  const [time, go] = measured;
  if (time === undefined || go === undefined) throw new Error("a contestant is missing");
  const pairs = time.turns.flatMap((ours, index) => {
    const theirs = go.turns[index];
    if (theirs === undefined || isDisturbed(ours) || isDisturbed(theirs)) return [];
    return {
      ratio: ours.requestsPerSecond / theirs.requestsPerSecond,
      ratioByCpu: theirs.cpuUs / ours.cpuUs,
    };
  });
  return {
    scenario,
    measured,
    undisturbedPairs: pairs.length,
    ratio: medianOrNan(pairs.map((pair) => pair.ratio)),
    ratioByCpu: medianOrNan(pairs.map((pair) => pair.ratioByCpu)),
    latencyMsP99: medianOrNan(undisturbed(time.steady).map((run) => run.latencyMsP99)),
  };
}

/** At full load a server takes its whole core, unless somebody else is on it or on wrk's. */
function isDisturbed(turn: Turn): boolean {
  return turn.coreShare < 0.95;
}

/** A generator that sends late measures itself, not the server. */
function undisturbed(runs: readonly OpenLoopResult[]): readonly OpenLoopResult[] {
  return runs.filter((run) => run.sendLagMsP99 < 1);
}

function medianOrNan(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : median(values);
}

function print(outcome: Outcome, ratePerSecond: number): void {
  const { scenario, measured, undisturbedPairs, ratio, ratioByCpu, latencyMsP99 } = outcome;
  console.log(`\n${scenario}, as fast as it goes:`);
  console.log(
    textTable(
      ["server", "req/s", "lowest", "highest", "CPU us/req", "RSS idle MiB", "RSS loaded MiB"],
      measured.map(({ name, turns, idleRssMib, loadedRssMib }) => {
        const quiet = turns.filter((turn) => !isDisturbed(turn));
        const rates = (quiet.length > 0 ? quiet : turns).map((turn) => turn.requestsPerSecond);
        return [
          name,
          median(rates),
          Math.min(...rates),
          Math.max(...rates),
          median((quiet.length > 0 ? quiet : turns).map((turn) => turn.cpuUs)),
          idleRssMib ?? "unknown",
          loadedRssMib ?? "unknown",
        ];
      }),
    ),
  );
  console.log(`\n${scenario}, at ${ratePerSecond} req/s, from when each request was due:`);
  console.log(
    textTable(
      [
        "server",
        "p50 ms",
        "p99 ms",
        "p99.9 ms",
        "max ms",
        "sent late p99 ms",
        "unanswered",
        "runs",
      ],
      measured.map(({ name, steady }) => {
        const runs = undisturbed(steady).length > 0 ? undisturbed(steady) : steady;
        const middle = (pick: (run: OpenLoopResult) => number) => median(runs.map(pick));
        return [
          name,
          middle((run) => run.latencyMsP50),
          middle((run) => run.latencyMsP99),
          middle((run) => run.latencyMsP999),
          middle((run) => run.latencyMsMax),
          middle((run) => run.sendLagMsP99),
          middle((run) => run.unanswered),
          `${undisturbed(steady).length} of ${steady.length}`,
        ];
      }),
    ),
  );
  const verdict = (value: number, isHeld: boolean) =>
    Number.isNaN(value) ? "unknown, the machine was too busy" : isHeld ? "held" : "missed";
  const pairs = `${undisturbedPairs} of ${measured[0]?.turns.length ?? 0} pairs undisturbed`;
  const { ratio: ratioMin, latencyMsP99: latencyMsMax } = target;
  console.log(
    [
      "",
      `${ratio.toFixed(2)} x Go by requests/s (${pairs}); ` +
        `target ${ratioMin}: ${verdict(ratio, ratio >= ratioMin)}`,
      `${ratioByCpu.toFixed(2)} x Go by processor time per request`,
      `p99 ${latencyMsP99.toFixed(2)} ms at ${ratePerSecond} req/s; ` +
        `target ${latencyMsMax} ms: ${verdict(latencyMsP99, latencyMsP99 < latencyMsMax)}`,
    ].join("\n"),
  );
}
