/** One check of the tree that is not a test file: a tool that is quiet when all is well. */
export interface Check {
  /** What holds when it passes, in a few words. */
  readonly says: string;
  readonly command: readonly string[];
  /** Why it cannot be done on this machine. */
  readonly skip?: string;
}

export interface CheckResult {
  readonly check: Check;
  readonly passed: boolean;
  readonly output: string;
  readonly tookMs: number;
}

/** What dependency-cruiser is shown: everything of ours that imports something. */
const folders = ["bin", "src", "services", "systems", "scripts", "bench", "test"];

/** dependency-cruiser reads TypeScript under Node alone, and wants this version at least. */
const nodeLeast = "20.12.0";

/**
 * In the order of their speed, so that the first answer comes at once. Tools run under the pinned
 * runtime where they can, so that the version of Node matters little.
 */
export const checksOf = (bun: string, node: string, nodeVersion: string): readonly Check[] => {
  const tool = (path: string, ...args: string[]) => [bun, `node_modules/${path}`, ...args];
  const isOld = Bun.semver.order(nodeVersion, nodeLeast) < 0;
  return [
    { says: "what is generated is up to date (gen)", command: [bun, "scripts/gen.ts", "--check"] },
    { says: "types hold (tsc)", command: tool("typescript/bin/tsc", "-p", ".") },
    {
      says: "declarations can be packed (tsc)",
      command: tool("typescript/bin/tsc", "-p", "tsconfig.types.json", "--noEmit"),
    },
    {
      says: "format and lint are clean (biome)",
      command: tool("@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."),
    },
    { says: "nothing is unused (knip)", command: tool("knip/bin/knip-bun.js", "--no-progress") },
    {
      says: "layers look down only (dependency-cruiser)",
      command: [
        ...[node, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"],
        ...["--config", ".dependency-cruiser.mjs", "--output-type", "err-long", ...folders],
      ],
      ...(isOld && { skip: `it needs Node ${nodeLeast}, and this is ${nodeVersion}` }),
    },
  ];
};

/** Runs one check to its end; never throws. */
export const runCheck = async (check: Check, root: string): Promise<CheckResult> => {
  const startMs = performance.now();
  const child = Bun.spawn([...check.command], { cwd: root, stdout: "pipe", stderr: "pipe" });
  const texts = [new Response(child.stdout).text(), new Response(child.stderr).text()];
  const [out, err] = await Promise.all(texts);
  const passed = (await child.exited) === 0;
  const tookMs = performance.now() - startMs;
  return { check, passed, output: [out, err].join("").trim(), tookMs };
};
