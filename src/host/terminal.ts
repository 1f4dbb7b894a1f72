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

const talkOf = (stream: NodeJS.WriteStream, env: Env): Talk => {
  const write = (text: string): void => {
    stream.write(text);
  };
  return {
    write,
    line: (text) => write(`${text}\n`),
    drained: () => new Promise((resolve) => stream.write("", () => resolve())),
    colour: wantsColour(stream.isTTY === true, env),
  };
};

/** The terminal of this process. `onGone`: the reader of a stream went away (`| head`). */
export const terminalOf = (
  { stdout, stderr, env }: Pick<NodeJS.Process, "stdout" | "stderr" | "env">,
  onGone: () => void,
): Terminal => {
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      onGone();
    });
  }
  return {
    out: talkOf(stdout, env),
    err: talkOf(stderr, env),
    live: wantsLive(stdout.isTTY === true, env),
    size: () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 }),
    screen: async () => {
      const { createLogUpdate } = await import("log-update");
      const update = createLogUpdate(stdout);
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
