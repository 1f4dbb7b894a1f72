/** What a command came to. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const program = Bun.fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** Runs `plinth <words>` in a folder, to its end. */
export const plinth = async (cwd: string, ...words: readonly string[]): Promise<Ran> => {
  const child = Bun.spawn([process.execPath, program, ...words], {
    cwd,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { ...process.env, NO_COLOR: "1" },
  });
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, out, err };
};
