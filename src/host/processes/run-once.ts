import { after } from "../clock.ts";
import { signalGroup, start } from "./start.ts";

export interface RunOnce {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** How a command that was run to its end did end. */
export interface RanOnce {
  readonly exitCode: number;
  readonly timedOut: boolean;
  /** What it wrote, one line after another. */
  readonly output: string;
}

/** Runs a command to its end, or ends it when its time is over. Never throws. */
export const runOnce = async ({ timeoutMs, ...options }: RunOnce): Promise<RanOnce> => {
  const output: string[] = [];
  let timedOut = false;
  try {
    const child = start({ ...options, onLine: (_, line) => output.push(line) });
    const cancel = after(timeoutMs, () => {
      timedOut = true;
      signalGroup(child.pid, "SIGKILL");
    });
    const { exitCode } = await child.ended;
    cancel();
    return { exitCode, timedOut, output: output.join("\n") };
  } catch (error) {
    return { exitCode: 127, timedOut, output: (error as Error).message };
  }
};
