import { expect, test } from "bun:test";
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
