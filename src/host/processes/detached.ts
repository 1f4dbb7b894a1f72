import { closeSync, openSync } from "node:fs";
import { ownProgram } from "./own-program.ts";

/** A process of ours that outlives us. */
export interface Detached {
  readonly pid: number;
  /** Undefined while it runs. */
  exitCode(): number | undefined;
  kill(): void;
}

/** Starts one of our own programs in a session of its own; what it says goes to a file. */
export const startDetached = (options: {
  readonly program: string;
  readonly words: readonly string[];
  readonly log: string;
  readonly cwd: string;
}): Detached => {
  const log = openSync(options.log, "w", 0o600);
  const { PLINTH_BOOTSTRAP_PID: _, ...env } = process.env;
  try {
    const child = Bun.spawn(ownProgram(options.program, options.words), {
      cwd: options.cwd,
      env,
      stdin: "ignore",
      stdout: log,
      stderr: log,
      detached: true,
    });
    child.unref();
    return {
      pid: child.pid,
      exitCode: () => child.exitCode ?? (child.signalCode === null ? undefined : 128),
      kill: () => child.kill("SIGKILL"),
    };
  } finally {
    closeSync(log);
  }
};
