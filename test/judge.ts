import { join } from "node:path";
import { tempProject } from "./temp-project.ts";

const bin = join(import.meta.dir, "..", ".cache", "judges", "bin");
const path = `${process.env.PATH}:${bin}`;

/**
 * Where a judge's program is: on PATH or among those that `npm run judges` installs; null if nowhere.
 *
 * @throws when it is nowhere and PLINTH_JUDGES is "all", as in CI: none is left out in silence there
 */
export const judgeProgram = (name: string): string | null => {
  const found = Bun.which(name, { PATH: path });
  if (found === null && process.env.PLINTH_JUDGES === "all")
    throw new Error(`${name} cannot be found, and PLINTH_JUDGES asks for all: npm run judges`);
  return found;
};

/** What a judge says of files that are written for it alone, and how it ends. */
export const judged = async (
  [program = "", ...words]: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<{ readonly exitCode: number; readonly out: string; readonly err: string }> => {
  using folder = tempProject(files);
  const judge = Bun.spawn([judgeProgram(program) ?? program, ...words], {
    cwd: folder.root,
    // Judges ask one another: actionlint runs shellcheck where it finds it.
    env: { ...process.env, PATH: path },
    stderr: "pipe",
  });
  const [out, err] = await Promise.all([
    new Response(judge.stdout).text(),
    new Response(judge.stderr).text(),
  ]);
  return { exitCode: await judge.exited, out, err };
};
