import { expect, test } from "bun:test";
import type { Timed } from "#plinth/cloud/perform/timeline.ts";
import { coloursOf } from "../render/colours.ts";
import { eventLines } from "./event-lines.ts";
import { timelineLines } from "./timeline-lines.ts";

const colours = coloursOf({ colour: false });

const timed = (step: string, startMs: number, lengthMs: number): Timed => ({
  step,
  says: step,
  outcome: "done",
  startMs,
  lengthMs,
});

test("a time line begins where a step began and is as long as the step took", () => {
  const lines = timelineLines([timed("init", 0, 1_000), timed("apply", 1_000, 3_000)], {
    columns: 44,
    colours,
  });
  expect(lines).toEqual([
    "STEP      FROM     TOOK",
    "init      0 ms       1s  █████",
    "apply       1s       3s      ██████████████",
    "4s in all",
  ]);
});

test("a terminal too narrow for bars shows the times alone, and what was skipped has none", () => {
  const skipped: Timed = { ...timed("clusters", 5, 0), outcome: "skipped", because: "no kubectl" };
  const lines = timelineLines([timed("init", 0, 5), skipped], { columns: 30, colours });
  expect(lines[1]).toBe("init         0 ms     5 ms");
  expect(lines[2]).toBe("clusters     5 ms  skipped");
});

test("a plan shows what is lost before what is made", () => {
  const changes = [
    { address: "a", action: "create" },
    { address: "b", action: "delete" },
  ] as const;
  expect(eventLines({ type: "plan", root: "terraform", changes }, colours, new Map())).toEqual([
    "  plan of terraform: 1 to create, 1 to destroy",
    "    - b",
    "    + a",
  ]);
});
