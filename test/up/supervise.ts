/**
 * A supervisor in a process of its own, which tests may kill: `supervise.ts <UpRequest as JSON>`.
 * Its first line says what came of it.
 */

import { upHere } from "#plinth/local/up.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { loadSystem } from "#plinth/project/load-system.ts";

const stopping = new AbortController();
process.on("SIGTERM", () => stopping.abort());
try {
  const { already, copy, ended } = await upHere(
    JSON.parse(process.argv[2] ?? ""),
    stopping.signal,
    async ({ root, file, profile }) => ({
      system: (await loadSystem({ root, file, ...(profile !== undefined && { profile }) })).system,
      notes: [],
    }),
  );
  console.log(JSON.stringify({ already, name: copy.name }));
  await ended;
  process.exit(0);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  const { kind, message } = error;
  console.log(JSON.stringify({ refused: { kind, message } }));
  process.exit(error.exitCode);
}
