/**
 * Whether an order is ever lost or billed twice: `npm run bench -- orders --orders 10000 --seed 7`.
 * Needs what `plinth up cloud-design` needs.
 */
import { parseArgs } from "node:util";
import { describeMachine, thisMachine } from "../lib/machine.ts";
import { gapsByFault, longestGap } from "./gaps.ts";
import { type Storm, storm } from "./storm.ts";

const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    profile: { type: "string", default: "prod" },
    "pause-max": { type: "string", default: "8000" },
  },
});
const [orders, seed, pauseMsMax] = [values.orders, values.seed, values["pause-max"]].map(Number);
const { profile } = values;
if (!orders || seed === undefined || !pauseMsMax || (profile !== "prod" && profile !== "dev")) {
  console.error("usage: run.ts [--orders N] [--seed S] [--profile prod|dev] [--pause-max MS]");
  process.exit(2);
}

const summary = ({ ledger, faults, wrong, unannounced, left, settledAfterMs }: Storm): string => {
  const { accepted, givenUp, answers } = ledger;
  const longest = longestGap(accepted);
  const statuses = [...answers]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => `${status || "none"} ${count}`);
  const s = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  return [
    `answers: ${statuses.join(", ")}`,
    `longest time without an accepted order: ${s(longest.ms)}, from ${s(longest.fromMs)} on`,
    ...gapsByFault(accepted, faults).map(([what, { ms }]) => `  ${s(ms)} after ${what}`),
    `at rest ${s(settledAfterMs)} after the last order`,
    `${accepted.length} accepted, ${givenUp.length} given up, of which ${unannounced} are there and whole`,
    `outbox ${left.outbox}, dead-letter queue ${left.dead}`,
    ...wrong.slice(0, 20),
    `${accepted.length} orders, ${faults.length} faults, ${wrong.length} wrong (seed ${seed})`,
  ].join("\n");
};

console.log(describeMachine(thisMachine()));
console.log(`seed ${seed}`);
const stopping = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => stopping.abort());
const { signal } = stopping;
const ran = await storm({ orders, seed, profile, pauseMsMax, signal, says: console.log });
console.log(summary(ran));
process.exitCode = ran.wrong.length === 0 && ran.left.outbox === 0 && !signal.aborted ? 0 : 1;
