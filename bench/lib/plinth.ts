import { fileURLToPath } from "node:url";

/** The folder of this checkout, absolute. */
export const checkout = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** What people type, and what npm links: a line of shell, and from there the pinned Bun. */
export const asTyped: readonly string[] = [`${checkout}/bin/plinth`];

/** The same program without its bootstrap, for runs in which the time does not matter. */
export const withoutBootstrap: readonly string[] = [
  process.execPath,
  "--no-install",
  "--no-env-file",
  `--config=${checkout}/bin/bunfig.toml`,
  `${checkout}/src/cli/main.ts`,
];

/** A command that was run to its end. */
export interface Ran {
  /** From the call that starts it until it has ended, ms. */
  readonly ms: number;
  /** Processor time of it and of what it waited for, ms: what others do on the machine adds little. */
  readonly cpuMs: number;
  /** The most memory that it held in RAM, MiB. */
  readonly rssMib: number;
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command to its end, with these variables besides our own. */
export const run = async (
  command: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Ran> => {
  const env = { ...process.env, ...variables };
  const pipes = { stdin: "ignore", stdout: "pipe", stderr: "pipe" } as const;
  const beganMs = performance.now();
  const child = Bun.spawn([...command], { cwd, env, ...pipes });
  const [out, err, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  const ms = performance.now() - beganMs;
  const used = child.resourceUsage();
  const cpuMs = Number(used?.cpuTime.total ?? Number.NaN) / 1000;
  const rssMib = (used?.maxRSS ?? Number.NaN) / 2 ** 20;
  return { ms, cpuMs, rssMib, exitCode, out, err };
};

/** Runs a command that must succeed. @throws with what it said when it did not */
export const runWell = async (
  command: readonly string[],
  cwd: string,
  variables?: Readonly<Record<string, string>>,
): Promise<Ran> => {
  const ran = await run(command, cwd, variables);
  if (ran.exitCode === 0) return ran;
  throw new Error(`${command.join(" ")} exited with ${ran.exitCode}\n${ran.out}${ran.err}`);
};
