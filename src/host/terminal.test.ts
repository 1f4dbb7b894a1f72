import { expect, test } from "bun:test";
import { ownProgram } from "./processes/own-program.ts";
import { wantsColour, wantsLive } from "./terminal.ts";

test("colours are for terminals; NO_COLOR forbids them, FORCE_COLOR asks for them elsewhere", () => {
  expect(wantsColour(true, {})).toBe(true);
  expect(wantsColour(false, {})).toBe(false);
  expect(wantsColour(true, { NO_COLOR: "1" })).toBe(false);
  expect(wantsColour(true, { NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(false);
  expect(wantsColour(false, { FORCE_COLOR: "1" })).toBe(true);
  expect(wantsColour(true, { FORCE_COLOR: "0" })).toBe(false);
  expect(wantsColour(true, { NO_COLOR: "" })).toBe(true);
  expect(wantsColour(true, { TERM: "dumb" })).toBe(false);
});

test("a live screen is for a terminal that can draw, and not for CI", () => {
  expect(wantsLive(true, {})).toBe(true);
  expect(wantsLive(false, {})).toBe(false);
  expect(wantsLive(true, { CI: "true" })).toBe(false);
  expect(wantsLive(true, { CI: "false" })).toBe(true);
  expect(wantsLive(true, { TERM: "dumb" })).toBe(false);
});

/** A program that says so many lines, waits until they are taken, and ends at once. */
const talker = (lines: number): string[] => [
  ...ownProgram("-e"),
  `const { terminalOf } = await import(${JSON.stringify(require.resolve("./terminal.ts"))});
   const { out } = await terminalOf({}, () => process.exit(130));
   for (let i = 0; i < ${lines}; i++) out.line(String(i).padStart(9));
   await out.drained();
   process.exit(0);`,
];

test("what is said arrives whole at a reader who takes their time", async () => {
  const lines = 100_000;
  const child = Bun.spawn(talker(lines), { stdin: "ignore", stdout: "pipe", stderr: "inherit" });
  let bytes = 0;
  let last = "";
  for await (const chunk of child.stdout) {
    if (bytes === 0) await Bun.sleep(100);
    bytes += chunk.length;
    last = new TextDecoder().decode(chunk).slice(-10);
  }
  expect(await child.exited).toBe(0);
  expect({ bytes, last }).toEqual({ bytes: lines * 10, last: "    99999\n" });
});

test("when the reader goes away, those who care are told", async () => {
  const child = Bun.spawn(talker(1_000_000), {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const reader = child.stdout.getReader();
  await reader.read();
  await reader.cancel();
  expect(await child.exited).toBe(130);
});
