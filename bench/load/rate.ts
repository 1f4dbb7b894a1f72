/**
 * Load at a fixed rate, in a process of its own so that it can have a core of its own:
 * `bun bench/load/rate.ts --url http://127.0.0.1:8080/ --rate 10000 --seconds 5`.
 */
import { parseArgs } from "node:util";
import { pinned } from "../lib/machine.ts";
import { type OpenLoopOptions, type OpenLoopResult, runOpenLoop } from "./open-loop.ts";

export type { OpenLoopOptions, OpenLoopResult } from "./open-loop.ts";

/**
 * Runs the fixed-rate load in its own process, bound to a core if one is given.
 * @throws with what it printed when it fails.
 */
export async function runRate(
  options: OpenLoopOptions & { readonly core?: number },
): Promise<OpenLoopResult> {
  const { core, ...load } = options;
  const command = [process.execPath, import.meta.path, "--options", JSON.stringify(load)];
  const child = Bun.spawn([...(core === undefined ? command : pinned(command, core))], {
    stdout: "pipe",
    stderr: "pipe",
  });
  const [text, complaint, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (code !== 0) throw new Error(`the load generator ended with code ${code}: ${complaint}`);
  return JSON.parse(text);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      url: { type: "string" },
      rate: { type: "string", default: "10000" },
      seconds: { type: "string", default: "5" },
      connections: { type: "string", default: "64" },
      options: { type: "string" },
    },
  });
  const { url = "", rate, seconds, connections } = values;
  if (values.options === undefined && !URL.canParse(url)) {
    console.error("usage: rate.ts --url <url> [--rate 10000] [--seconds 5] [--connections 64]");
    process.exit(2);
  }
  const typed: OpenLoopOptions = {
    url,
    ratePerSecond: Number(rate),
    seconds: Number(seconds),
    connections: Number(connections),
  };
  const result = await runOpenLoop(values.options ? JSON.parse(values.options) : typed);
  console.log(JSON.stringify(result, null, 2));
  process.exit(0);
}
