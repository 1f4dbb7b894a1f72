import { constants } from "node:os";
import type { Subprocess } from "bun";
import { after } from "../clock.ts";
import { readLines } from "./read-lines.ts";

/** A process of ours: leader of a session and process group of its own. */
export interface Started {
  readonly pid: number;
  /** Signals the whole group. False: there is nobody left to signal. */
  signal(name: "SIGTERM" | "SIGKILL" | "SIGINT"): boolean;
  /** Resolves when the process has ended and its output has been read. Never rejects. */
  readonly ended: Promise<Ended>;
}

export interface Ended {
  /** As shells have it: 128 + signal when a signal ended it. */
  readonly exitCode: number;
  readonly signal?: string;
}

export interface StartOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What it reads. @default nothing */
  readonly input?: string;
  /** One call for each line, without its end. */
  readonly onLine: (stream: "stdout" | "stderr", line: string) => void;
}

/** What a process that has ended wrote last is read within this time, ms. */
const outputWithinMs = 250;

/** Signals a process group. False: there is no such group, or it is not ours. */
export const signalGroup = (pid: number, name: NodeJS.Signals): boolean => {
  try {
    process.kill(-pid, name);
    return true;
  } catch {
    return false;
  }
};

/** Signals one process. False: there is no such process, or it is not ours. */
export const signalOne = (pid: number, name: NodeJS.Signals): boolean => {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
};

/** Starts a process. @throws what the operating system says: ENOENT, EACCES … */
export const start = ({ command, cwd, env, input, onLine }: StartOptions): Started => {
  const child: Subprocess<"ignore" | Uint8Array, "pipe", "pipe"> = Bun.spawn([...command], {
    cwd,
    env: { ...env },
    stdin: input === undefined ? "ignore" : new TextEncoder().encode(input),
    stdout: "pipe",
    stderr: "pipe",
    detached: true,
  });
  const outputs = [
    readLines(child.stdout, (line) => onLine("stdout", line)),
    readLines(child.stderr, (line) => onLine("stderr", line)),
  ];
  const ended = child.exited.then(async (): Promise<Ended> => {
    // The group goes with its leader. A grandchild that left the group may hold the pipes open.
    signalGroup(child.pid, "SIGKILL");
    const cancel = after(outputWithinMs, () => {
      for (const { stop } of outputs) stop();
    });
    await Promise.all(outputs.map(({ done }) => done));
    cancel();
    const { signalCode: signal } = child;
    if (signal === null) return { exitCode: child.exitCode ?? 0 };
    const number = typeof signal === "number" ? signal : constants.signals[signal];
    return { exitCode: 128 + number, signal: String(signal) };
  });
  return { pid: child.pid, signal: (name) => signalGroup(child.pid, name), ended };
};
