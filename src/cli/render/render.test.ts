import { expect, test } from "bun:test";
import { join } from "node:path";
import type { EventView } from "#plinth/local/copies/view.ts";
import { expectGolden } from "../../../test/golden.ts";
import { copyOf, damagedCopy, hello, nowMs, shop, stoppedCopy } from "../fixtures/views.ts";
import { coloursOf, podColour } from "./colours.ts";
import { copiesTable } from "./copies-table.ts";
import { eventLine, eventLines } from "./event-line.ts";
import { liveScreen } from "./live-screen.ts";
import { logLine } from "./log-line.ts";
import { statusReport } from "./status-report.ts";

const golden = (name: string): string => join(import.meta.dir, "golden", `${name}.txt`);
const colours = coloursOf({ colour: false });
const hint = "Ctrl-C ends it";

const events: readonly EventView[] = [
  "Started",
  "Ready",
  "Unhealthy",
  "Killing",
  "BackOff",
  "Exited",
].map((reason, i) => ({
  schema: 1,
  seq: i + 1,
  at: `2026-03-01T11:59:5${i}.250Z`,
  type: reason === "Unhealthy" || reason === "BackOff" ? "Warning" : "Normal",
  node: "aws/vpc/main/web",
  pod: "web-5143c-9kqrt",
  reason,
  message: `a sentence about ${reason}`,
}));

const screen = (columns: number, rows: number): string =>
  liveScreen(shop, events, { colours, columns, rows, nowMs, hint });

test("the live screen on a wide terminal", () =>
  expectGolden(golden("live-wide"), screen(140, 40)));

test("the live screen on a narrow terminal leaves out columns, not rows", () =>
  expectGolden(golden("live-narrow"), screen(60, 40)));

test("the live screen on a low terminal leaves out events first", () =>
  expectGolden(golden("live-low"), screen(100, 12)));

test("the live screen of a system that is ready", () => {
  const options = { colours, columns: 100, rows: 24, nowMs, hint };
  return expectGolden(golden("live-ready"), liveScreen(hello, [], options));
});

test("the live screen is never wider or higher than the terminal, whatever its size", () => {
  for (const colour of [false, true]) {
    for (let columns = 20; columns <= 160; columns += 7) {
      for (let rows = 6; rows <= 40; rows += 3) {
        const options = { colours: coloursOf({ colour }), columns, rows, nowMs, hint };
        const lines = liveScreen(shop, events, options).split("\n");
        expect(lines.length).toBeLessThan(rows);
        for (const line of lines) expect(Bun.stringWidth(line)).toBeLessThanOrEqual(columns);
      }
    }
  }
});

const report = (more: { of?: readonly string[]; all?: boolean; width?: number }): string =>
  statusReport(shop, { colours, width: 140, nowMs, of: [], all: false, ...more });

test("status of a whole copy", () => expectGolden(golden("status"), report({})));

test("status of one node", () =>
  expectGolden(golden("status-one-node"), report({ of: ["aws/vpc/main/web"] })));

test("status with what is not run here, and why", () =>
  expectGolden(golden("status-all"), report({ all: true })));

test("status of a node that is not run here says why", () => {
  expect(report({ of: ["aws/alarm-5xx"] })).toContain(
    "aws/alarm-5xx: Nobody is paged by a laptop.",
  );
});

test("status says what members of a server are to each other, where they differ", () => {
  expect(report({})).not.toContain("ROLE");
  const nodes = shop.nodes.map((node) => ({
    ...node,
    ...(node.pods && { pods: node.pods.map((pod) => ({ ...pod, role: "standby" })) }),
  }));
  const options = { colours, width: 140, nowMs, of: ["aws/vpc/main/web"], all: false };
  expect(statusReport({ ...shop, nodes }, options)).toMatch(/POD +ROLE +STATE.*standby +Running/s);
});

test("the list of copies", () => {
  const copies = [copyOf(shop), copyOf(hello), stoppedCopy, damagedCopy];
  return expectGolden(golden("copies"), copiesTable(copies, { colours, width: 120, nowMs }));
});

test("events in lines", () =>
  expectGolden(golden("events"), eventLines(events, colours).join("\n")));

test("an event that comes alone has no columns", () => {
  const [event] = events;
  expect(event && eventLine(event, colours)).toBe(
    "11:59:50.250  web-5143c-9kqrt  Started  a sentence about Started",
  );
});

test("a line of a log has a time only when asked for", () => {
  const line = {
    schema: 1,
    at: "2026-03-01T11:59:50.123Z",
    node: "aws/vpc/main/web",
    pod: "web-5143c-9kqrt",
    stream: "stdout",
    line: "listening",
  } as const;
  expect(logLine(line, colours, { timestamps: false })).toBe("web-5143c-9kqrt | listening");
  expect(logLine(line, colours, { timestamps: true })).toBe(
    "11:59:50.123 web-5143c-9kqrt | listening",
  );
});

test("a replica has the same colour every time, and replicas have several", () => {
  const bright = coloursOf({ colour: true });
  const names = Array.from({ length: 30 }, (_, i) => `web-${i}`);
  const painted = names.map((name) => podColour(name, bright)("x"));
  expect(names.map((name) => podColour(name, bright)("x"))).toEqual(painted);
  expect(new Set(painted).size).toBeGreaterThan(3);
});
