import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinned, toolPath } from "./machine.ts";

export interface WrkOptions {
  readonly url: string;
  /** @default 64 */
  readonly connections?: number;
  /** @default 1 */
  readonly threads?: number;
  /** @default 5 */
  readonly seconds?: number;
  /** Core to bind wrk to; the server under test wants another. @default none */
  readonly core?: number;
  /** Extra request headers. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent by POST, the same each time. @default none: it is a GET */
  readonly body?: string;
}

/** What one run of wrk found. */
export interface WrkResult {
  readonly requestsPerSecond: number;
  readonly requests: number;
  readonly latencyMsP50: number;
  readonly latencyMsP90: number;
  readonly latencyMsP99: number;
  readonly latencyMsMax: number;
  /** Answers that were neither 2xx nor 3xx. */
  readonly badStatuses: number;
  /** Connects, reads, writes and time-outs that failed, added up. */
  readonly socketErrors: number;
}

/** True when wrk is on PATH. */
export function hasWrk(): boolean {
  return toolPath("wrk") !== undefined;
}

/**
 * Loads a URL with wrk (closed loop, keep-alive) and reads its report.
 * @throws when wrk fails or prints something else.
 */
export async function runWrk(options: WrkOptions): Promise<WrkResult> {
  const { url, connections = 64, threads = 1, seconds = 5, core, headers = {}, body } = options;
  using script = body === undefined ? undefined : scriptOf(body);
  const command = [
    "wrk",
    "--latency",
    "--timeout",
    "10s",
    `-t${threads}`,
    `-c${connections}`,
    `-d${seconds}s`,
  ];
  for (const [name, value] of Object.entries(headers)) command.push("-H", `${name}: ${value}`);
  if (script) command.push("-s", script.path);
  command.push(url);
  const child = Bun.spawn([...(core === undefined ? command : pinned(command, core))], {
    stdout: "pipe",
    stderr: "pipe",
  });
  const [text, complaint, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (code !== 0) throw new Error(`wrk ${url} ended with code ${code}: ${complaint || text}`);
  return parseWrk(text);
}

/** wrk takes method and body from a script in Lua alone, where bytes mean nothing but themselves. */
function scriptOf(body: string): Disposable & { readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), "plinth-wrk-"));
  const path = join(folder, "post.lua");
  const bytes = [...new TextEncoder().encode(body)];
  const text = bytes.map((byte) => `\\${String(byte).padStart(3, "0")}`).join("");
  writeFileSync(path, `wrk.method = "POST"\nwrk.body = "${text}"\n`);
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

/**
 * Reads the report that `wrk --latency` prints.
 * @throws when a line that is always there is missing.
 */
export function parseWrk(text: string): WrkResult {
  const field = (pattern: RegExp): string => {
    const value = pattern.exec(text)?.[1];
    if (value === undefined) throw new Error(`wrk's report has no ${pattern}:\n${text}`);
    return value;
  };
  const errors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text);
  return {
    requestsPerSecond: Number(field(/Requests\/sec:\s+([\d.]+)/)),
    requests: Number(field(/(\d+) requests in/)),
    latencyMsP50: wrkDurationMs(field(/^\s+50%\s+(\S+)/m)),
    latencyMsP90: wrkDurationMs(field(/^\s+90%\s+(\S+)/m)),
    latencyMsP99: wrkDurationMs(field(/^\s+99%\s+(\S+)/m)),
    latencyMsMax: wrkDurationMs(field(/^\s+Latency\s+\S+\s+\S+\s+(\S+)/m)),
    badStatuses: Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0),
    socketErrors: errors ? errors.slice(1).reduce((sum, count) => sum + Number(count), 0) : 0,
  };
}

const unitMs: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3.6e6 };

function wrkDurationMs(text: string): number {
  const [, value, unit] = /^([\d.]+)(us|ms|s|m|h)$/.exec(text) ?? [];
  const factor = unit === undefined ? undefined : unitMs[unit];
  if (value === undefined || factor === undefined) throw new Error(`"${text}" is not a wrk time`);
  return Number(value) * factor;
}
