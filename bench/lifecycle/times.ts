import { asTyped, checkout, run, runWell } from "../lib/plinth.ts";
import { median } from "../lib/statistics.ts";
import { startDirectly } from "./floor.ts";
import { emptyProject } from "./projects.ts";

/** What is timed, in the order of the table. */
export const timed = [
  "node -e 0",
  "bun -e 0",
  "3 time services and a process, started directly",
  "plinth --help",
  "plinth up --detach, SimpleTimeService, first answer",
  "plinth down, SimpleTimeService",
  "plinth up --detach, empty system",
  "plinth down, empty system",
] as const;

export type Timed = (typeof timed)[number];

/** How long one of them may take, ms; those without are yardsticks. Source: the project's goals. */
const limitMs: Partial<Record<Timed, number>> = {
  "plinth --help": 100,
  "plinth up --detach, SimpleTimeService, first answer": 1_000,
  "plinth down, SimpleTimeService": 1_000,
  "plinth up --detach, empty system": 300,
};

/** Over all runs, ms. */
export interface Time {
  readonly what: Timed;
  readonly minMs: number;
  readonly medianMs: number;
  readonly maxMs: number;
  readonly limitMs?: number;
}

const plinth = (words: readonly string[], cwd: string) => runWell([...asTyped, ...words], cwd);

const msOf = async (command: readonly string[]): Promise<number> =>
  (await runWell(command, checkout)).ms;

/** Up, the first answer of the balancer, and down again; ms of both. */
const upAndDown = async (name: string): Promise<readonly [upMs: number, downMs: number]> => {
  const words = ["up", "simple-time-service", "--detach", "--no-watch", "--name", name, "--json"];
  const beganMs = performance.now();
  try {
    const { out } = await plinth(words, checkout);
    const { urls } = JSON.parse(out) as { urls: readonly string[] };
    const [url = "no address"] = urls;
    const { status } = await fetch(url);
    if (status !== 200) throw new Error(`${url} answered ${status}`);
    const upMs = performance.now() - beganMs;
    return [upMs, (await plinth(["down", name], checkout)).ms];
  } finally {
    await run([...asTyped, "down", name, "--volumes"], checkout);
  }
};

const emptyUpAndDown = async (): Promise<readonly [upMs: number, downMs: number]> => {
  using project = emptyProject();
  const up = await plinth(["up", "--detach"], project.root);
  const down = await plinth(["down"], project.root);
  return [up.ms, down.ms];
};

/**
 * Times whole commands from start to exit, so many rounds; yardsticks are taken in every round, so
 * that what else the machine does is in all of them.
 */
export const measureTimes = async (runs: number): Promise<readonly Time[]> => {
  const samples = new Map<Timed, number[]>(timed.map((what) => [what, []]));
  const note = (what: Timed, ms: number): unknown => samples.get(what)?.push(ms);
  for (let i = 0; i < runs; i++) {
    note("node -e 0", await msOf(["node", "-e", "0"]));
    note("bun -e 0", await msOf([process.execPath, "-e", "0"]));
    note("3 time services and a process, started directly", await startDirectly());
    note("plinth --help", await msOf([...asTyped, "--help"]));
    const [upMs, downMs] = await upAndDown(`bench-${process.pid}-${i}`);
    note("plinth up --detach, SimpleTimeService, first answer", upMs);
    note("plinth down, SimpleTimeService", downMs);
    const [emptyUpMs, emptyDownMs] = await emptyUpAndDown();
    note("plinth up --detach, empty system", emptyUpMs);
    note("plinth down, empty system", emptyDownMs);
  }
  return timed.map((what) => {
    const all = samples.get(what) ?? [];
    const limit = limitMs[what];
    return {
      what,
      minMs: Math.min(...all),
      medianMs: median(all),
      maxMs: Math.max(...all),
      ...(limit !== undefined && { limitMs: limit }),
    };
  });
};
