import type { UpRequest } from "#plinth/local/up-request.ts";

/** What a supervisor said of its beginning. */
export interface Begun {
  readonly name?: string;
  readonly already?: boolean;
  readonly refused?: { readonly kind: string; readonly message: string };
}

/** A supervisor in a process of its own. */
export interface SupervisorProcess {
  readonly pid: number;
  readonly begun: Begun;
  /** Resolves with its exit code. */
  readonly exited: Promise<number>;
  signal(name: "SIGTERM" | "SIGKILL"): void;
}

const program = Bun.fileURLToPath(new URL("./supervise.ts", import.meta.url));

const firstLine = async (stream: ReadableStream<Uint8Array>): Promise<string> => {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    const [line, ...rest] = text.split("\n");
    if (rest.length > 0) return line ?? "";
  }
  return "";
};

/** Brings a copy up in a process of its own; resolves when that said what came of it. */
export const supervise = async (request: UpRequest): Promise<SupervisorProcess> => {
  const child = Bun.spawn([process.execPath, program, JSON.stringify(request)], {
    cwd: request.root,
    env: { ...process.env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const complaint = new Response(child.stderr).text();
  const line = await firstLine(child.stdout);
  if (line === "") {
    const code = await child.exited;
    throw new Error(`the supervisor ended with ${code}: ${await complaint}`);
  }
  return {
    pid: child.pid,
    begun: JSON.parse(line),
    exited: child.exited,
    signal: (name) => child.kill(name),
  };
};
