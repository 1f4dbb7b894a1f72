import type { Declared } from "./command.ts";

/** How a verb is typed: `plinth up [options] [system]`. */
export const usageOf = (name: string, command: Pick<Declared, "words">): string =>
  ["plinth", name, "[options]", ...Object.values(command.words).map(({ written }) => written)].join(
    " ",
  );
