/**
 * How fast `synth`, `check` and `cost` are, how that grows with the system, and beside cdk8s:
 * `bun bench/synth/run.ts [--runs 10] [--sizes 10,100,1000,10000] [--without-cdk8s] [--json]`.
 * README.md says how fair that is.
 */
import { parseArgs } from "node:util";
import { describeMachine, thisMachine } from "../lib/machine.ts";
import { asTyped, checkout } from "../lib/plinth.ts";
import { textTable } from "../lib/table.ts";
import { type Beside, measureBeside } from "./beside-cdk8s.ts";
import type { Size } from "./curve.ts";
import {
  exponentMax,
  growthOf,
  limitsAt,
  limitsMs,
  measureSizes,
  pointsOf,
  verbs,
} from "./curve.ts";
import { chart } from "./growth.ts";
import { isDisturbed, type Measured, measure } from "./measure.ts";

/** For SimpleTimeService, from Enter to prompt. Source: the project's goals. */
const smallLimitMs = 300;
/** From TypeScript to files, beside what cdk8s' documentation says to do. Source: likewise. */
const wantedTimes = 5;
const besideCounts = [1, 100, 1_000];

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "10" },
    sizes: { type: "string", default: "10,100,1000,10000" },
    "without-cdk8s": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const runs = Number(values.runs);
const counts = values.sizes.split(",").map(Number);
const say = (text: string): void => {
  if (!values.json) console.log(text);
};
const problems: string[] = [];
/** Notes what falls short, and says it in the table; unless that is for what else the machine did. */
const verdict = (holds: boolean, goal: string, what: string, disturbed = false): string => {
  if (!holds && disturbed) return `${goal}: disturbed, says nothing`;
  if (!holds) problems.push(`${what}: ${goal}`);
  return `${goal}: ${holds ? "holds" : "falls short"}`;
};

const measureSmall = async (): Promise<ReadonlyMap<string, Measured>> => {
  const small = new Map<string, Measured>();
  for (const verb of ["synth", "check", "cost"]) {
    const words = [...asTyped, verb, "simple-time-service"];
    small.set(verb, await measure(words, checkout, runs));
  }
  return small;
};

const showSmall = (small: ReadonlyMap<string, Measured>): void => {
  const rows = [...small].map(([verb, measured]) => {
    const { ms, medianMs, cpuMs, rssMib } = measured;
    const [limit, what] = [`< ${smallLimitMs} ms`, `${verb} of SimpleTimeService`];
    const goal = verdict(ms < smallLimitMs, limit, what, isDisturbed(measured));
    return [verb, ms, medianMs, cpuMs, rssMib, goal];
  });
  const head = ["SimpleTimeService", "ms", "median", "processor ms", "MiB", "goal"];
  say(`\n${textTable(head, rows)}`);
};

const showSizes = (sizes: readonly Size[]): void => {
  const rows = sizes.flatMap(({ count, measured }) =>
    verbs.map((verb) => {
      const { ms, medianMs, cpuMs, rssMib } = measured[verb];
      const limit = count === limitsAt ? limitsMs[verb] : undefined;
      const what = `${verb} of ${count} services`;
      const disturbed = isDisturbed(measured[verb]);
      const goal = limit ? verdict(ms < limit, `< ${limit} ms`, what, disturbed) : "";
      return [count, verb, ms, medianMs, cpuMs, rssMib, goal];
    }),
  );
  const head = ["services", "on AWS", "ms", "median", "processor ms", "MiB", "goal"];
  say(`\n${textTable(head, rows)}`);
  if (sizes.length < 2) return;
  for (const verb of verbs) {
    const exponent = growthOf(sizes, verb);
    const goal = verdict(exponent < exponentMax, `exponent < ${exponentMax}`, `growth of ${verb}`);
    say(`\n${verb}: over the last step time grows as size^${exponent.toFixed(2)}; ${goal}`);
    for (const line of chart(
      pointsOf(sizes, verb, ({ cpuMs }) => cpuMs),
      "ms",
    ))
      say(line);
  }
};

const showBeside = (beside: readonly Beside[]): void => {
  const rows = beside.flatMap(({ count, plinth, cdk8s }) => [
    [count, "plinth synth", plinth.ms, plinth.cpuMs, plinth.rssMib, "", "", ""],
    ...cdk8s.map(({ name, measured: { ms, cpuMs, rssMib } }, i) => {
      const times = ms / plinth.ms;
      const what = `${count} services beside ${name}`;
      const disturbed = isDisturbed(plinth);
      const goal =
        i === 0 ? verdict(times >= wantedTimes, `${wantedTimes} ×`, what, disturbed) : "";
      const byCpu = `${(cpuMs / plinth.cpuMs).toFixed(1)} ×`;
      return [count, name, ms, cpuMs, rssMib, `${times.toFixed(1)} ×`, byCpu, goal];
    }),
  ]);
  const head = [
    "services",
    "on one cluster",
    "ms",
    "processor ms",
    "MiB",
    "times",
    "by processor",
    "goal",
  ];
  say(`\n${textTable(head, rows)}\nEach round wrote the same objects, compared one by one.`);
};

const machine = thisMachine();
say(describeMachine(machine));
say(`the fastest of ${runs} runs counts, of the largest systems of 3`);
const small = await measureSmall();
showSmall(small);
const sizes = await measureSizes(counts, runs);
showSizes(sizes);
const beside = values["without-cdk8s"] ? [] : await measureBeside(besideCounts, runs);
if (beside.length > 0) showBeside(beside);
else say("\ncdk8s: not asked for");
if (values.json) {
  console.log(JSON.stringify({ machine, small: Object.fromEntries(small), sizes, beside }));
}
for (const problem of problems) console.error(`falls short: ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
