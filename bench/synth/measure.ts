import { runWell } from "../lib/plinth.ts";
import { median } from "../lib/statistics.ts";

/** What one command took, from its start to its end. */
export interface Cost {
  readonly ms: number;
  /** Of all its threads. */
  readonly cpuMs: number;
  readonly rssMib: number;
}

/** Of several runs: what else the machine does can only add, so the least of each counts. */
export interface Measured extends Cost {
  readonly medianMs: number;
  readonly runs: number;
}

/**
 * Whether even the fastest run had to wait for a processor that others used, so that its time says
 * nothing of a limit that it missed: these programs hardly wait for anything else.
 */
export const isDisturbed = ({ ms, cpuMs }: Cost): boolean => cpuMs / ms < 0.8;

export const leastOf = (costs: readonly Cost[]): Measured => ({
  ms: Math.min(...costs.map(({ ms }) => ms)),
  cpuMs: Math.min(...costs.map(({ cpuMs }) => cpuMs)),
  rssMib: Math.min(...costs.map(({ rssMib }) => rssMib)),
  medianMs: median(costs.map(({ ms }) => ms)),
  runs: costs.length,
});

/** Runs a command so many times, with something done before each that is not measured. */
export const measure = async (
  command: readonly string[],
  cwd: string,
  runs: number,
  before: () => void = () => {},
): Promise<Measured> => {
  const costs: Cost[] = [];
  for (let i = 0; i < runs; i++) {
    before();
    costs.push(await runWell(command, cwd));
  }
  return leastOf(costs);
};
