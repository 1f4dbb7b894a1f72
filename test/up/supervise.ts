/**
 * A supervisor in a process of its own, which tests may kill: `supervise.ts <UpRequest as JSON>`.
 * Its first line says what came of it.
 */
import { local } from "#plinth/cli/local.ts";
import { Refusal } from "#plinth/model/refusal.ts";

const stopping = new AbortController();
process.on("SIGTERM", () => stopping.abort());
const request = JSON.parse(process.argv[2] ?? "");
try {
  const { already, copy, ended } = await local.upHere(request, () => stopping.signal);
  console.log(JSON.stringify({ already, name: copy.name }));
  await ended;
  process.exit(0);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  const { kind, message } = error;
  console.log(JSON.stringify({ refused: { kind, message } }));
  process.exit(error.exitCode);
}
