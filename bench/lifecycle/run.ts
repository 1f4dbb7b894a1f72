/**
 * How long it takes to bring systems up and down, and what a supervisor needs while they idle:
 * `bun bench/lifecycle/run.ts [--runs N] [--idle-seconds N] [--json]`.
 */
import { parseArgs } from "node:util";
import { describeMachine, thisMachine } from "../lib/machine.ts";
import { textTable } from "../lib/table.ts";
import { type Idle, idleLimit, measureIdle } from "./idle.ts";
import { measureTimes, type Time } from "./times.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "7" },
    "idle-seconds": { type: "string", default: "20" },
    json: { type: "boolean", default: false },
  },
});

/** How many replicas idle; the project's goals are for this many. */
const idleReplicas = 30;

const machine = thisMachine();
if (!values.json) console.log(describeMachine(machine));
const times = await measureTimes(Number(values.runs));
const idle = await measureIdle(idleReplicas, Number(values["idle-seconds"]) * 1000);

/** The fastest run counts: what else the machine does can only add to it. */
const isSlow = ({ minMs, limitMs }: Time): boolean => limitMs !== undefined && minMs >= limitMs;
const isBig = ({ what, cpuPercent, rssMib }: Idle): boolean =>
  what === "supervisor" && (cpuPercent >= idleLimit.cpuPercent || rssMib >= idleLimit.rssMib);
const verdict = (falls: boolean): string => (falls ? "falls short" : "holds");

if (values.json) console.log(JSON.stringify({ machine, times, idleReplicas, idle, idleLimit }));
else {
  const rows = times.map((time) => {
    const limit = time.limitMs === undefined ? "" : `< ${time.limitMs}: ${verdict(isSlow(time))}`;
    return [time.what, time.minMs, time.medianMs, time.maxMs, limit];
  });
  console.log(textTable([`${values.runs} runs`, "min ms", "median ms", "max ms", "goal"], rows));
  console.log("");
  const used = idle.map((one) => {
    const { what, cpuPercent, rssMib, pssMib } = one;
    const limit = `< ${idleLimit.cpuPercent} %, < ${idleLimit.rssMib} MiB: ${verdict(isBig(one))}`;
    return [what, cpuPercent, rssMib, pssMib, what === "supervisor" ? limit : ""];
  });
  const head = [`${idleReplicas} idle replicas`, "% of a core", "RSS MiB", "PSS MiB", "goal"];
  console.log(textTable(head, used));
}
process.exitCode = times.some(isSlow) || idle.some(isBig) ? 1 : 0;
