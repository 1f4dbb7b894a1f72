import { ownProgram } from "./own-program.ts";

/** A Bun program of ours that we speak with in messages. */
export interface Speaking<In> {
  readonly pid: number;
  /** Says something; nothing when it has ended, or is about to. */
  send(message: In): void;
  kill(): void;
  /** Resolves with its exit code when it has ended. Never rejects. */
  readonly ended: Promise<number>;
}

/** Starts one of our own programs with a channel for messages; its output is for faults only. */
export const startSpeaking = <In, Out>(options: {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  readonly onMessage: (message: Out) => void;
  readonly onLine: (line: string) => void;
}): Speaking<In> => {
  const child = Bun.spawn(ownProgram(options.program), {
    env: { ...options.env },
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
    detached: true,
    serialization: "json",
    ipc: (message) => options.onMessage(message as Out),
  });
  const said = (async (): Promise<void> => {
    const text = await new Response(child.stderr).text();
    for (const line of text.split("\n")) if (line !== "") options.onLine(line);
  })();
  return {
    pid: child.pid,
    send: (message) => {
      try {
        child.send(message);
      } catch {
        // The channel closes before the end of the process is known; `ended` tells of that.
      }
    },
    kill: () => child.kill("SIGKILL"),
    ended: child.exited.then(async (code) => {
      await said;
      return code;
    }),
  };
};
