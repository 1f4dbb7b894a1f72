/**
 * Starts, harms and ends a small system over and over, in an order that a seed decides, and looks
 * after each cycle whether anything was left: `bun bench/lifecycle/chaos.ts --cycles 100 --seed 1`.
 */
import { parseArgs } from "node:util";
import { type Random, randomOf } from "../lib/random.ts";
import { Bed } from "./chaos/bed.ts";
import { beginnings } from "./chaos/beginnings.ts";
import {
  corruptStates,
  failed,
  type Kind,
  lostPorts,
  orphans,
  type Wrong,
} from "./chaos/checks.ts";
import { ends } from "./chaos/ends.ts";
import { harms } from "./chaos/harms.ts";
import type { Step } from "./chaos/step.ts";

/** A cycle that was run. */
export interface Cycle {
  readonly number: number;
  /** What was done, in that order. */
  readonly steps: readonly string[];
  readonly wrong: readonly Wrong[];
  /** What the copy knew of, as it was before everything was cleared up; only if something is wrong. */
  readonly events: readonly string[];
}

export interface ChaosOptions {
  readonly cycles: number;
  readonly seed: number;
  /** The first cycle, so that one that failed can be run by itself. @default 0 */
  readonly from?: number;
  /** Ends after the cycle that is under way. */
  readonly signal?: AbortSignal;
  readonly onCycle?: (cycle: Cycle) => void;
}

export type Counts = Readonly<Record<Kind, number>>;

const stepsOf = (random: Random): readonly Step[] => [
  random.pick(beginnings),
  ...Array.from({ length: random.below(3) }, () => random.pick(harms)),
  random.pick(ends),
];

/** Steps until one goes wrong, then the words that must clear up everything, then the checks. */
const runCycle = async (
  bed: Bed,
  random: Random,
  steps: readonly Step[],
): Promise<Pick<Cycle, "wrong" | "events">> => {
  const wrong: Wrong[] = [];
  bed.begin();
  for (const { says, whileUp, run } of steps) {
    if (whileUp && bed.supervisor === undefined) continue;
    const found = await run(bed, random);
    wrong.push(...found.map((one) => ({ ...one, says: `${says}: ${one.says}` })));
    if (wrong.length > 0) break;
  }
  wrong.push(...corruptStates(bed, false));
  const events = wrong.length > 0 ? bed.lastEvents() : [];
  await bed.settled();
  const down = await bed.verb("down");
  wrong.push(...failed(down, 0, 9), ...corruptStates(bed, down.exitCode === 0));
  wrong.push(...orphans(bed), ...(await lostPorts(bed.nodePort)));
  return { wrong, events };
};

/** Runs so many cycles on one bed. What was wrong, by kind. */
export const chaos = async (options: ChaosOptions): Promise<Counts> => {
  const { cycles, seed, from = 0, signal, onCycle } = options;
  const counts = { orphan: 0, "lost port": 0, "corrupt state": 0, "failed verb": 0 };
  using bed = new Bed();
  for (let number = from; number < from + cycles && !signal?.aborted; number++) {
    const random = randomOf(seed * 1_000_003 + number);
    const steps = stepsOf(random);
    const ran = await runCycle(bed, random, steps);
    for (const { kind } of ran.wrong) counts[kind]++;
    onCycle?.({ number, steps: steps.map(({ says }) => says), ...ran });
    bed.kill(...bed.processes().map(({ pid }) => pid));
  }
  return counts;
};

/** The one line that sums it up. */
const summary = (cycles: number, counts: Counts): string => {
  const { orphan, "lost port": port, "corrupt state": state, "failed verb": verb } = counts;
  const verbs = verb === 0 ? "" : `, ${verb} verbs that failed`;
  return `${cycles} cycles, ${orphan} orphans, ${port} lost ports, ${state} corrupt states${verbs}`;
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      cycles: { type: "string", default: "100" },
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
      from: { type: "string", default: "0" },
      verbose: { type: "boolean", short: "v", default: false },
    },
  });
  const [cycles, seed, from] = [values.cycles, values.seed, values.from].map(Number);
  if (!cycles || seed === undefined || from === undefined) throw new Error("--cycles N --seed S");
  console.log(`seed ${seed}`);
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => stopping.abort());
  const beganMs = performance.now();
  let ran = 0;
  const counts = await chaos({
    cycles,
    seed,
    from,
    signal: stopping.signal,
    onCycle: ({ number, steps, wrong, events }) => {
      ran++;
      if (values.verbose || wrong.length > 0) console.log(`cycle ${number}: ${steps.join(", ")}`);
      for (const { kind, says } of wrong) console.log(`  ${kind}: ${says}`);
      for (const event of events) console.log(`    ${event}`);
      if (wrong.length > 0) console.log(`  again: --seed ${seed} --from ${number} --cycles 1`);
    },
  });
  const tookS = (performance.now() - beganMs) / 1000;
  console.log(`${summary(ran, counts)} (seed ${seed}, ${tookS.toFixed(0)} s)`);
  process.exitCode = Object.values(counts).every((count) => count === 0) ? 0 : 1;
}
