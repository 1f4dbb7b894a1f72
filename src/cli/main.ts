/** The program: the one file that reads `process`. */
import { every, monotonicMs, nowMs } from "#plinth/host/clock.ts";
import { lastWords } from "#plinth/host/machine.ts";
import { terminalOf } from "#plinth/host/terminal.ts";
import { exitCodes } from "#plinth/model/refusal.ts";
import type { CliWorld } from "./cli-world.ts";
import { run } from "./run.ts";
import { stoppingBy } from "./signals.ts";

/** How often we look whether the bootstrap that started us is still there. */
const bootstrapEveryMs = 250;

const lastDeeds: (() => void)[] = [];
const stopping = stoppingBy((forced) => {
  if (forced) lastWords("forced: ending at once");
  for (const deed of lastDeeds) deed();
  process.exit(exitCodes.interrupted);
});
const askToStop = (): void => stopping.ask(monotonicMs());

let heard = false;
/**
 * Takes signals as events, for a verb that ends in good order. Before that they end the process, as a
 * description that never comes back lets no event happen.
 */
const hear = (): void => {
  if (heard) return;
  heard = true;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, askToStop);
};

// A bootstrap that was killed outright could not tell us; we are then somebody else's child.
const bootstrap = Number(process.env.PLINTH_BOOTSTRAP_PID ?? Number.NaN);
if (process.ppid === bootstrap) {
  const cancel = every(bootstrapEveryMs, () => {
    if (process.ppid === bootstrap) return;
    cancel();
    askToStop();
  });
}

const fault = (error: unknown): never => {
  const stack = error instanceof Error ? Bun.inspect(error) : String(error);
  const says = "this is a fault of Plinth; please report it with the above";
  lastWords(`${stack}\n${says}`);
  process.exit(exitCodes.internal);
};
process.on("uncaughtException", fault);
process.on("unhandledRejection", fault);

// Standard output is for results; what a description prints as it is read is talk.
console.log = console.info = console.debug = console.error;

const world: CliWorld = {
  cwd: process.cwd(),
  env: process.env,
  terminal: await terminalOf(process.env, askToStop),
  get stopping() {
    hear();
    return stopping.signal;
  },
  beforeLeaving: (call) => {
    hear();
    lastDeeds.push(call);
  },
  now: nowMs,
  within: (ms) => AbortSignal.timeout(ms),
  local: (await import("./local.ts")).local,
  complete: async (words) => (await import("./completion/known.ts")).completeHere(words, world),
};

const exitCode = await run(process.argv.slice(2), world).catch(fault);
await Promise.all([world.terminal.out.drained(), world.terminal.err.drained()]);
process.exit(exitCode);
