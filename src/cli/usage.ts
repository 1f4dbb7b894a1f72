import type { Command } from "./command.ts";

/** How a verb is typed: `plinth up [options] [system]`. */
export const usageOf = (name: string, command: Command): string =>
  ["plinth", name, "[options]", ...Object.values(command.words).map(({ written }) => written)].join(
    " ",
  );
