import type { Load } from "#plinth/local/up.ts";
import type { Local } from "./cli-world.ts";

/** Descriptions are found and read by `src/project`; what runs them is only given the system. */
const load: Load = async ({ root, file, profile }) => {
  const { loadSystem, findingLine } = await import("#plinth/project/load-system.ts");
  const wanted = { root, file, ...(profile !== undefined && { profile }) };
  const { system, warnings } = await loadSystem(wanted);
  return { system, notes: warnings.map(findingLine) };
};

/** `src/local`, each part loaded when a verb first needs it: `plinth --help` needs none. */
export const local: Local = {
  copiesIn: async (root) => (await import("#plinth/local/copies/copies.ts")).copiesIn(root),
  controlOf: async (copy) => (await import("#plinth/local/copies/control.ts")).controlOf(copy),
  eventsOnDisk: async (copy, query) =>
    (await import("#plinth/local/copies/control.ts")).eventsOnDisk(copy, query),
  logsOnDisk: async (copy, query) =>
    (await import("#plinth/local/copies/control.ts")).logsOnDisk(copy, query),
  upHere: async (request, listen) =>
    (await import("#plinth/local/up.ts")).upHere(request, listen, load),
  upDetached: async (request, listen) =>
    (await import("#plinth/local/up-detached.ts")).upDetached(request, listen, load),
  superviseForever: async (request, listen) =>
    (await import("#plinth/local/up-detached.ts")).superviseForever(request, listen, load),
  downCopy: async (copy, options) =>
    (await import("#plinth/local/down.ts")).downCopy(copy, options),
};
