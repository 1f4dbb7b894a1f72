import { dirname, join } from "node:path";
import { isTaken } from "#plinth/host/paths.ts";

const marks = [".plinth", "package.json", ".git"];

/**
 * The folder of the project that somebody stands in: the nearest one, from here upwards, with a
 * `.plinth`, a `package.json` or a `.git`; else here. Its `.plinth` holds the state of what runs.
 */
export const projectRoot = (cwd: string): string => {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (marks.some((mark) => isTaken(join(folder, mark)))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
};
