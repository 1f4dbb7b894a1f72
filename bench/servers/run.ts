/**
 * How long a system with servers takes from Enter to everything ready, beside the slowest of its servers
 * alone: `bun bench/servers/run.ts [--system NAME] [--profiles dev,prod] [--rounds N] [--json]`.
 */
import { parseArgs } from "node:util";
import { describeMachine, thisMachine } from "../lib/machine.ts";
import { asTyped, checkout, run, runWell } from "../lib/plinth.ts";
import { median } from "../lib/statistics.ts";
import { textTable } from "../lib/table.ts";
import { planFor, startAlone } from "./alone.ts";

const { values } = parseArgs({
  options: {
    system: { type: "string", default: "cloud-design" },
    profiles: { type: "string", default: "dev,prod" },
    rounds: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
  },
});

/** What everything may take, as a share of the slowest server's own start. Source: the project's goals. */
const limit = 1.15;

const up = async (profile: string, name: string): Promise<number> => {
  const words = [
    "up",
    values.system,
    "--profile",
    profile,
    "--name",
    name,
    "--detach",
    "--no-watch",
  ];
  try {
    return (await runWell([...asTyped, ...words, "--timeout", "3m"], checkout)).ms;
  } finally {
    await run([...asTyped, "down", name, "--volumes"], checkout);
  }
};

/** One after the other in each round, so that what else the machine does is in both. */
const measure = async (profile: string) => {
  const plan = await planFor(values.system, profile);
  const rounds: { readonly upMs: number; readonly aloneMs: Readonly<Record<string, number>> }[] =
    [];
  for (let i = 0; i < Number(values.rounds); i++) {
    const upMs = await up(profile, `bench-${process.pid}-${i}`);
    const aloneMs: Record<string, number> = {};
    for (const node of plan.servers.keys()) aloneMs[node] = await startAlone(plan, node);
    rounds.push({ upMs, aloneMs });
    const alone = Object.entries(aloneMs).map(([node, ms]) => `${node} ${Math.round(ms)} ms`);
    if (!values.json)
      console.error(`${profile}: up ${Math.round(upMs)} ms; alone: ${alone.join(", ")}`);
  }
  const ratios = rounds.map(({ upMs, aloneMs }) => upMs / Math.max(...Object.values(aloneMs)));
  return { profile, rounds, ratio: median(ratios), ratioMin: Math.min(...ratios), limit };
};

const machine = thisMachine();
if (!values.json) console.log(describeMachine(machine));
const measured = [];
for (const profile of values.profiles.split(",")) measured.push(await measure(profile));
if (values.json) console.log(JSON.stringify({ machine, measured }));
else {
  const rows = measured.map(({ profile, rounds, ratio, ratioMin }) => [
    profile,
    Math.round(median(rounds.map(({ upMs }) => upMs))),
    Math.round(median(rounds.map(({ aloneMs }) => Math.max(...Object.values(aloneMs))))),
    ratio.toFixed(2),
    ratioMin.toFixed(2),
    `< ${limit}: ${ratio < limit ? "holds" : "falls short"}`,
  ]);
  const head = ["profile", "everything ms", "slowest server alone ms", "ratio", "least", "goal"];
  console.log(textTable([...head], rows));
}
process.exitCode = measured.some(({ ratio }) => ratio >= limit) ? 1 : 0;
