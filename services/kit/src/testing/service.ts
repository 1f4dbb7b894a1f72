/** A line of a service's log. */
export interface LogLine {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** A service as a process of its own, and what it says. */
export interface Service extends AsyncDisposable {
  readonly url: string;
  readonly lines: readonly LogLine[];
  /** The first line of that event, past or to come; rejects when the process ends without it. */
  readonly line: (event: string) => Promise<LogLine>;
  readonly signal: (signal: "SIGTERM" | "SIGKILL") => void;
  readonly exitCode: Promise<number>;
}

/** Starts a program on a free port of the loopback, and waits until it listens. */
export async function startService(
  main: string,
  env: Readonly<Record<string, string>>,
): Promise<Service> {
  const child = Bun.spawn([process.execPath, main], {
    env: { HOST: "127.0.0.1", PORT: "0", DRAIN_DELAY: "0s", ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  let hasEnded = false;
  const read = async () => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const bytes of child.stdout) {
      const parts = (rest + decoder.decode(bytes, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts.map((part) => JSON.parse(part) as LogLine));
      for (const look of waiting) look();
    }
    hasEnded = true;
    for (const look of waiting) look();
  };
  const reading = read();
  const line = (event: string) =>
    new Promise<LogLine>((resolve, reject) => {
      const look = () => {
        const found = lines.find((each) => each.event === event);
        if (found === undefined && !hasEnded) return;
        waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`ended without "${event}": ${JSON.stringify(lines)}`));
      };
      waiting.add(look);
      look();
    });
  const exitCode = reading.then(() => child.exited);
  const { port } = await line("listening");
  return {
    url: `http://127.0.0.1:${port}`,
    lines,
    line,
    exitCode,
    signal: (signal) => child.kill(signal),
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await exitCode;
    },
  };
}

/** Asks until the answer is as wanted, for something that is on its way without a sign of its own. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  withinMs: number,
): Promise<T> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (performance.now() > endMs)
      throw new Error(`not within ${withinMs} ms; at last: ${JSON.stringify(answer)}`);
    await Bun.sleep(20);
  }
}
