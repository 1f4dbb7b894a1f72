import { connect } from "node:net";

/** A line of the service's log. */
export interface LogLine {
  readonly event: string;
  readonly port?: unknown;
  readonly [field: string]: unknown;
}

/** The service as a process of its own, and what it says. */
export interface Service extends AsyncDisposable {
  readonly lines: readonly LogLine[];
  /** The first line of that event, past or to come; rejects when the process ends without it. */
  readonly line: (event: string) => Promise<LogLine>;
  readonly signal: (signal: "SIGTERM" | "SIGINT") => void;
  readonly exitCode: Promise<number>;
}

/** Starts the service on a free port of the loopback, with nothing from this environment. */
export function startService(env: Readonly<Record<string, string>> = {}): Service {
  const child = Bun.spawn([process.execPath, `${import.meta.dir}/main.ts`], {
    env: { HOST: "127.0.0.1", PORT: "0", ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  let ended = false;
  const read = async () => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const bytes of child.stdout) {
      const parts = (rest + decoder.decode(bytes, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts.map((part) => JSON.parse(part) as LogLine));
      for (const look of waiting) look();
    }
    ended = true;
    for (const look of waiting) look();
  };
  const reading = read();
  const line = (event: string) =>
    new Promise<LogLine>((resolve, reject) => {
      const look = () => {
        const found = lines.find((each) => each.event === event);
        if (found === undefined && !ended) return;
        waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`ended without "${event}": ${JSON.stringify(lines)}`));
      };
      waiting.add(look);
      look();
    });
  const exitCode = reading.then(() => child.exited);
  return {
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

/** A connection whose bytes are written by hand. */
export interface RawClient extends Disposable {
  readonly write: (text: string) => void;
  /** Stops taking answers from the network. */
  readonly pause: () => void;
  /** Everything received, once it matches; rejects when the connection closes before that. */
  readonly received: (pattern: RegExp) => Promise<string>;
  /** Everything received until the other side closed or reset the connection. */
  readonly closed: Promise<string>;
}

/** Connects to a port of the loopback. */
export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect(port, "127.0.0.1");
  const connected = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<string>();
  const waiting = new Set<() => void>();
  let text = "";
  let isClosed = false;
  socket.on("connect", connected.resolve);
  socket.on("data", (bytes) => {
    text += bytes.toString("latin1");
    for (const look of waiting) look();
  });
  socket.on("error", connected.reject);
  socket.on("close", () => {
    isClosed = true;
    closed.resolve(text);
    for (const look of waiting) look();
  });
  await connected.promise;
  return {
    write: (more) => void socket.write(more),
    pause: () => void socket.pause(),
    received: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(text) && !isClosed) return;
          waiting.delete(look);
          if (pattern.test(text)) resolve(text);
          else reject(new Error(`closed without ${pattern}: ${JSON.stringify(text)}`));
        };
        waiting.add(look);
        look();
      }),
    closed: closed.promise,
    [Symbol.dispose]: () => void socket.destroy(),
  };
}
