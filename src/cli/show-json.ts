import type { Talk } from "#plinth/host/terminal.ts";

/** The version of the objects that `--json` prints; raised when a reader of the old would fail. */
const jsonSchema = 1;

/** One object with its schema: a document when it stands alone, a line of NDJSON in a stream. */
export const showJson = (out: Talk, value: object): void =>
  out.line(JSON.stringify({ schema: jsonSchema, ...value }));
