import type { Local } from "./cli-world.ts";

/** `src/local`, each part loaded when a verb first needs it: `plinth --help` needs none. */
export const local: Local = {
  copiesIn: async (root) => (await import("#plinth/local/copies.ts")).copiesIn(root),
  controlOf: async (copy) => (await import("#plinth/local/control.ts")).controlOf(copy),
  eventsOnDisk: async (copy, query) =>
    (await import("#plinth/local/control.ts")).eventsOnDisk(copy, query),
  logsOnDisk: async (copy, query) =>
    (await import("#plinth/local/control.ts")).logsOnDisk(copy, query),
  upHere: async (request, signal) => (await import("#plinth/local/up.ts")).upHere(request, signal),
  upDetached: async (request) => (await import("#plinth/local/up.ts")).upDetached(request),
  superviseForever: async (request, signal) =>
    (await import("#plinth/local/up.ts")).superviseForever(request, signal),
  downCopy: async (copy, options) =>
    (await import("#plinth/local/down.ts")).downCopy(copy, options),
};
