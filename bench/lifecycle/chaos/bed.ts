import { existsSync, readFileSync } from "node:fs";
import { withoutBootstrap } from "../../lib/plinth.ts";
import { freeNodePort } from "../ports.ts";
import { runs, type Seen, withVariable } from "../processes.ts";
import { chaosProject, type Project } from "../projects.ts";

/** Everything that a verb starts inherits this, so that nothing it leaves behind can hide. */
const mark = "BENCH_CHAOS";

/** A verb is killed and counted as failed after this long, ms. */
const verbWithinMs = 30_000;

/** A supervisor takes so long at most to be written down, or to see that it is one too many, ms. */
const settledWithinMs = 3_000;

/** So many events are shown of a cycle that went wrong. */
const eventsShown = 16;

/** How a verb ended; 137 when it was killed. */
export interface Verb {
  readonly words: string;
  readonly exitCode: number;
  readonly said: string;
}

/** A verb that is under way. */
export interface Running {
  readonly pid: number;
  readonly ended: Promise<Verb>;
}

const jsonIn = (path: string): Record<string, unknown> | undefined => {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
};

/** A project with one copy of a small system, and what one can do to it. */
export class Bed implements Disposable {
  readonly nodePort = freeNodePort();
  private readonly project: Project = chaosProject(this.nodePort);
  private readonly id = crypto.randomUUID();
  /** What was killed in this cycle: it takes a moment to be gone, and then its number is free. */
  private readonly killed = new Set<number>();

  get folder(): string {
    return `${this.project.root}/.plinth/chaos`;
  }

  /** A new cycle begins. */
  begin(): void {
    this.killed.clear();
  }

  /** Starts a verb. */
  start(...words: string[]): Running {
    const child = Bun.spawn([...withoutBootstrap, ...words], {
      cwd: this.project.root,
      env: { ...process.env, [mark]: this.id },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
      timeout: verbWithinMs,
      killSignal: "SIGKILL",
      // Ctrl-C is for who runs the cycles, and ends them after the one that is under way.
      detached: true,
    });
    const ended = async (): Promise<Verb> => {
      const [out, err, exitCode] = await Promise.all([
        new Response(child.stdout).text(),
        new Response(child.stderr).text(),
        child.exited,
      ]);
      return { words: words.join(" "), exitCode, said: `${out}${err}`.trim() };
    };
    return { pid: child.pid, ended: ended() };
  }

  /** Resolves when every supervisor that was started has come so far as to be written down. */
  async settled(): Promise<void> {
    const isUnknown = ({ pid, words }: Seen): boolean =>
      words.includes(" supervise ") && pid !== this.supervisor;
    await within(settledWithinMs, () => !this.processes().some(isUnknown));
  }

  verb(...words: string[]): Promise<Verb> {
    return this.start(...words).ended;
  }

  up(): Promise<Verb> {
    return this.verb("up", "--detach", "--timeout", "15s");
  }

  /** Who supervises the copy, as it is written down; undefined when nobody does. */
  get supervisor(): number | undefined {
    const pid = jsonIn(`${this.folder}/supervisor.json`)?.pid;
    if (typeof pid !== "number" || this.killed.has(pid)) return undefined;
    return runs(pid) ? pid : undefined;
  }

  /** What a supervisor started and that still runs: its gateway, or its replicas. */
  children(what: "gateway" | "replica"): number[] {
    const written = jsonIn(`${this.folder}/children.json`)?.children;
    const children = (written ?? []) as readonly { pid: number; what: string }[];
    return children
      .filter((child) => (child.what === "gateway") === (what === "gateway"))
      .map(({ pid }) => pid)
      .filter((pid) => runs(pid) && !this.killed.has(pid));
  }

  /** Everything that any verb here started and that still runs. */
  processes(): Seen[] {
    return withVariable(mark, (value) => value === this.id);
  }

  /** The last things that happened to the copy and its supervisor's last words, a line each. */
  lastEvents(): string[] {
    const linesOf = (name: string): string[] => {
      const file = `${this.folder}/${name}`;
      return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
    };
    const events = linesOf("events.ndjson").map((line) => {
      const { at, node, pod = node, reason, message } = JSON.parse(line) as Record<string, string>;
      return `${at} ${pod} ${reason}: ${message}`;
    });
    return [...events.slice(-eventsShown), ...linesOf("supervisor.log")];
  }

  /** Ends with SIGKILL what is there to be ended. */
  kill(...pids: readonly (number | undefined)[]): void {
    for (const pid of pids) {
      if (pid === undefined) continue;
      this.killed.add(pid);
      signal(pid, "SIGKILL");
    }
  }

  terminate(pid: number | undefined): void {
    if (pid !== undefined) signal(pid, "SIGTERM");
  }

  [Symbol.dispose](): void {
    this.kill(...this.processes().map(({ pid }) => pid));
    this.project[Symbol.dispose]();
  }
}

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
};

/** Looks every few milliseconds until it is so; false when time is up. */
export const within = async (ms: number, isSo: () => boolean): Promise<boolean> => {
  const untilMs = performance.now() + ms;
  while (!isSo()) {
    if (performance.now() > untilMs) return false;
    await Bun.sleep(5);
  }
  return true;
};
