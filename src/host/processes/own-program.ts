import { join } from "node:path";

const settings = join(import.meta.dir, "../../../bin/bunfig.toml");

/**
 * The words that start one of our own programs, as `bin/plinth.js` starts the first of them: what
 * lies in the folder it starts in (.env, bunfig.toml) is the user's and not for it, and nothing is
 * fetched while running.
 */
export const ownProgram = (program: string, words: readonly string[] = []): string[] => [
  process.execPath,
  "--no-install",
  "--no-env-file",
  `--config=${settings}`,
  program,
  ...words,
];
