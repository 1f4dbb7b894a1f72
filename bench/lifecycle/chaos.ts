/**
 * Starts, harms and ends a small system over and over, in an order that a seed decides, and looks
 * after each cycle whether anything was left: `bun bench/lifecycle/chaos.ts --cycles 100 --seed 1`.
 */
import { parseArgs } from "node:util";
import { Bed } from "./chaos/bed.ts";
import {
  corruptStates,
  failed,
  type Kind,
  lostPorts,
  orphans,
  type Wrong,
} from "./chaos/checks.ts";
import { type Random, randomOf } from "./chaos/random.ts";
import { beginnings, ends, harms, type Step } from "./chaos/steps.ts";

export interface ChaosOptions {
  readonly cycles: number;
  readonly seed: number;
  /** The first cycle, so that one that failed can be run by itself. @default 0 */
  readonly from?: number;
  /** Told after each cycle: its number, the steps, what was wrong. */
  readonly onCycle?: (cycle: number, steps: readonly string[], wrong: readonly Wrong[]) => void;
}

export type Counts = Readonly<Record<Kind, number>>;

const stepsOf = (random: Random): readonly Step[] => [
  random.pick(beginnings),
  ...Array.from({ length: random.below(3) }, () => random.pick(harms)),
  random.pick(ends),
];

/** Steps until one goes wrong, then the words that must clear up everything, then the checks. */
const runCycle = async (bed: Bed, random: Random, steps: readonly Step[]): Promise<Wrong[]> => {
  const wrong: Wrong[] = [];
  for (const { says, run } of steps) {
    const found = await run(bed, random);
    wrong.push(...found.map((one) => ({ ...one, says: `${says}: ${one.says}` })));
    if (wrong.length > 0) break;
  }
  wrong.push(...corruptStates(bed, false));
  wrong.push(...failed(await bed.verb("down"), 0, 9));
  return [...wrong, ...orphans(bed), ...lostPorts([bed.nodePort]), ...corruptStates(bed, true)];
};

/** Runs so many cycles on one bed. What was wrong, by kind. */
export const chaos = async (options: ChaosOptions): Promise<Counts> => {
  const { cycles, seed, from = 0, onCycle } = options;
  const counts = { orphan: 0, "lost port": 0, "corrupt state": 0, "failed verb": 0 };
  using bed = new Bed();
  for (let cycle = from; cycle < from + cycles; cycle++) {
    const random = randomOf(seed * 1_000_003 + cycle);
    const steps = stepsOf(random);
    const wrong = await runCycle(bed, random, steps);
    for (const { kind } of wrong) counts[kind]++;
    const words = steps.map(({ says }) => says);
    onCycle?.(cycle, words, wrong);
    bed.kill(...bed.processes().map(({ pid }) => pid));
  }
  return counts;
};

/** The one line that sums it up. */
export const summary = (cycles: number, counts: Counts): string => {
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
  const beganMs = performance.now();
  const counts = await chaos({
    cycles,
    seed,
    from,
    onCycle: (cycle, steps, wrong) => {
      if (values.verbose || wrong.length > 0)
        console.log(`cycle ${cycle}: ${steps.join(", then ")}`);
      for (const { kind, says } of wrong) console.log(`  ${kind}: ${says}`);
      if (wrong.length > 0) console.log(`  again: --seed ${seed} --from ${cycle} --cycles 1`);
    },
  });
  const tookS = (performance.now() - beganMs) / 1000;
  console.log(`${summary(cycles, counts)} (seed ${seed}, ${tookS.toFixed(0)} s)`);
  process.exitCode = Object.values(counts).every((count) => count === 0) ? 0 : 1;
}
