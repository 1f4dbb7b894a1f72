import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout, runWell } from "../lib/plinth.ts";
import type { Cost } from "./measure.ts";

const folder = join(import.meta.dir, "cdk8s");

/** A way to run the program in `cdk8s/`. */
export interface Way {
  readonly name: string;
  /** Each is run to its end, one after another; all of it counts. */
  readonly commands: readonly (readonly string[])[];
  /** All objects in one file instead of a file for each, which is the least work. */
  readonly oneFile?: boolean;
}

const compile = [join(checkout, "node_modules/.bin/tsc"), "-p", folder];
const compiled = ["node", join(folder, "dist/app.js")];
const [node, bun] = [compiled, [process.execPath, join(folder, "app.ts")]];
/** Its own program; what is newer in the registry is not looked for. */
const own = [join(folder, "node_modules/.bin/cdk8s"), "synth", "--check-upgrade=false"];
const withOwn = [...own, "--app", "node dist/app.js", "--output"];

interface Written extends Cost, Disposable {
  /** The folder of the files. */
  readonly out: string;
}

/** From what its documentation says to the fastest that we know. */
export const ways: readonly Way[] = [
  { name: "cdk8s as documented: tsc, cdk8s synth", commands: [compile, withOwn] },
  { name: "cdk8s, compiled before, on Node", commands: [node] },
  { name: "cdk8s, as it is, on Bun", commands: [bun] },
  { name: "cdk8s, as it is, on Bun, one file", commands: [bun], oneFile: true },
];

/** Installs cdk8s beside its program, once. @throws with what npm said */
export const install = async (): Promise<void> => {
  if (!existsSync(join(folder, "node_modules/cdk8s"))) {
    console.error("installing cdk8s for this bench (npm ci, once)");
    await runWell(["npm", "ci", "--no-audit", "--no-fund"], folder);
  }
  await runWell(compile, folder);
};

/** So many services, written by cdk8s; what it took, and the folder of the files, gone at the end. */
export const synth = async (way: Way, count: number): Promise<Written> => {
  const out = mkdtempSync(join(tmpdir(), "plinth-bench-cdk8s-"));
  const env = { COUNT: String(count), OUT: out, ...(way.oneFile && { FILES: "one" }) };
  const total = { ms: 0, cpuMs: 0, rssMib: 0 };
  for (const words of way.commands) {
    const command = words === withOwn ? [...words, out] : words;
    const { ms, cpuMs, rssMib } = await runWell(command, folder, env);
    total.ms += ms;
    total.cpuMs += cpuMs;
    total.rssMib = Math.max(total.rssMib, rssMib);
  }
  const remove = () => rmSync(out, { recursive: true, force: true });
  return { ...total, out, [Symbol.dispose]: remove };
};
