import { expect, test } from "bun:test";
import { createLog, logLevels } from "./log.ts";

test("a line is one JSON object with time, level and event first", () => {
  const lines: string[] = [];
  createLog(
    "info",
    (line) => lines.push(line),
    () => 0,
  ).info("listening", { port: 1, note: 'a\n"b"' });
  expect(lines).toEqual([
    '{"time":"1970-01-01T00:00:00.000Z","level":"info","event":"listening","port":1,"note":"a\\n\\"b\\""}',
  ]);
});

test("what is below the level is left out", () => {
  const kept = logLevels.map((level) => {
    const lines: string[] = [];
    const log = createLog(
      level,
      (line) => lines.push(line),
      () => 0,
    );
    for (const own of logLevels) log[own]("said");
    return lines.map((line) => JSON.parse(line).level);
  });
  expect(kept).toEqual([
    ["debug", "info", "warn", "error"],
    ["info", "warn", "error"],
    ["warn", "error"],
    ["error"],
  ]);
});
