import { pinned, rssMib } from "./machine.ts";

export interface ServerOptions {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Core to bind it to. @default none */
  readonly core?: number;
  /** Given each line it prints (stdout and stderr): its address once the line tells, e.g. "http://127.0.0.1:4711". */
  readonly address: (line: string) => string | undefined;
  /** @default 15000 */
  readonly timeoutMs?: number;
}

/** A server under test: a process of ours that has said where it listens. */
export interface Server extends AsyncDisposable {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  /** RAM it holds now, MiB. */
  readonly rssMib: () => number | undefined;
  /** SIGTERM, SIGKILL after five seconds; resolves with its exit code when it is gone. */
  readonly stop: () => Promise<number>;
}

/**
 * Starts a server and waits until it prints its address; it is killed if it does not in time.
 * @throws with everything it printed when it ends or the time runs out before that.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { name, command, env = {}, cwd, core, address, timeoutMs = 15_000 } = options;
  const child = Bun.spawn([...(core === undefined ? command : pinned(command, core))], {
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const printed: string[] = [];
  const found = Promise.withResolvers<string>();
  const listen = async (stream: ReadableStream<Uint8Array>) => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (printed.length < 100) printed.push(line);
        const url = address(line);
        if (url !== undefined) found.resolve(url);
      }
    }
  };
  const ended = Promise.all([listen(child.stdout), listen(child.stderr), child.exited]);
  const fail = (why: string) => found.reject(new Error(`${name} ${why}:\n${printed.join("\n")}`));
  void ended.then(([, , code]) => fail(`ended with code ${code} before it listened`));
  const timer = setTimeout(() => fail(`did not listen within ${timeoutMs} ms`), timeoutMs);
  const stop = async () => {
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 5000);
    const code = await child.exited;
    clearTimeout(force);
    return code;
  };
  try {
    const url = await found.promise;
    const rss = () => rssMib(child.pid);
    return {
      name,
      pid: child.pid,
      url,
      rssMib: rss,
      stop,
      [Symbol.asyncDispose]: async () => void (await stop()),
    };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
