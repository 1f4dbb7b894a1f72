import { fstatSync, statSync } from "node:fs";
import { devNull } from "node:os";
import { lastWords } from "./machine.ts";

/** Where a person or a program reads what we say: standard output and standard error. */

/** One of the two streams. */
export interface Talk {
  /** Writes a text as it is. */
  write(text: string): void;
  /** Writes a text and the end of the line. */
  line(text: string): void;
  /** Resolves when what was written has been taken. */
  drained(): Promise<void>;
  readonly colour: boolean;
}

export interface Terminal {
  /** The result. */
  readonly out: Talk;
  /** The talk about it. */
  readonly err: Talk;
  /** Whether a person looks at the result: a terminal, and no CI. */
  readonly live: boolean;
  /** Width and height in characters; 80 and 24 when it does not say. */
  size(): { readonly columns: number; readonly rows: number };
  /** What a person types after a question; undefined when there is nobody, or the signal aborts. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>;
  /** A part at the bottom that is drawn again and again in place. */
  screen(): Promise<Screen>;
}

export interface Screen {
  show(text: string): void;
  /** Leaves what is shown last and gives the cursor back. */
  done(): void;
  /** Takes away what is shown and gives the cursor back. */
  clear(): void;
}

type Env = Readonly<Record<string, string | undefined>>;

const isSet = (text: string | undefined): boolean => text !== undefined && text !== "";

/**
 * Whether to write colours: only on a terminal and never with NO_COLOR (https://no-color.org);
 * FORCE_COLOR writes them into a pipe too (https://force-color.org).
 */
export const wantsColour = (isTty: boolean, env: Env): boolean => {
  if (isSet(env.NO_COLOR)) return false;
  if (isSet(env.FORCE_COLOR)) return env.FORCE_COLOR !== "0";
  return isTty && env.TERM !== "dumb";
};

/** Whether a screen may be drawn in place: a terminal that can, and nobody's CI. */
export const wantsLive = (isTty: boolean, env: Env): boolean =>
  isTty && env.TERM !== "dumb" && (!isSet(env.CI) || env.CI === "false");

/**
 * Bun's own writers, not `process.stdout` and `process.stderr`: those take 11 ms to make (Bun 1.4.5),
 * and call back before a slow reader of a pipe has had all of it.
 */
const talkOf = (file: Bun.BunFile, colour: boolean, onProblem: (error: unknown) => void): Talk => {
  const sink = file.writer();
  let taken: Promise<unknown> = Promise.resolve();
  const write = (text: string): void => {
    try {
      const steps = Promise.all([sink.write(text), sink.flush()]);
      taken = Promise.all([taken, steps.catch(onProblem)]);
    } catch (error) {
      onProblem(error);
    }
  };
  return {
    write,
    line: (text) => write(`${text}\n`),
    drained: async () => {
      await taken;
    },
    colour,
  };
};

/** Whether a standard stream is a terminal. Asking costs 8 ms, so it is asked where it may be one. */
const isTerminal = async (stream: 1 | 2): Promise<boolean> => {
  const nothing = statSync(devNull, { throwIfNoEntry: false });
  const is = fstatSync(stream);
  if (!is.isCharacterDevice() || is.rdev === nothing?.rdev) return false;
  return (await import("node:tty")).isatty(stream);
};

/** A line that a person types; the question goes to stderr, so that a result can be piped. */
const ask = async (question: string, signal: AbortSignal): Promise<string | undefined> => {
  if (!(await import("node:tty")).isatty(0) || signal.aborted) return undefined;
  const { createInterface } = await import("node:readline/promises");
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  // While a line is typed the terminal makes no signal of Ctrl-C: it comes as a key.
  asking.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    return await asking.question(question, { signal });
  } catch {
    return undefined;
  } finally {
    asking.close();
  }
};

/** The terminal of this process. `onGone`: the reader of a stream went away (`| head`). */
export const terminalOf = async (env: Env, onGone: () => void): Promise<Terminal> => {
  const [outIsTty, errIsTty] = await Promise.all([isTerminal(1), isTerminal(2)]);
  const onProblem = (error: unknown): void => {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") lastWords(`cannot be said: ${error}`);
    onGone();
  };
  return {
    out: talkOf(Bun.stdout, wantsColour(outIsTty, env), onProblem),
    err: talkOf(Bun.stderr, wantsColour(errIsTty, env), onProblem),
    live: wantsLive(outIsTty, env),
    size: () => {
      const { columns = 80, rows = 24 } = outIsTty ? process.stdout : {};
      return { columns: columns || 80, rows: rows || 24 };
    },
    ask,
    screen: async () => {
      const { createLogUpdate } = await import("log-update");
      const update = createLogUpdate(process.stdout);
      return {
        show: (text) => update(text),
        done: () => update.done(),
        clear: () => {
          update.clear();
          update.done();
        },
      };
    },
  };
};
