import { expect, test } from "bun:test";
import { cpuTimeMs, describeMachine, pinned, rssMib, thisMachine, toolPath } from "./machine.ts";

test("the machine is described in one line", () => {
  const machine = thisMachine();
  expect(machine.cores).toBeGreaterThan(0);
  expect(describeMachine(machine)).toContain(machine.cpu);
  expect(describeMachine(machine)).not.toContain("\n");
});

test.skipIf(process.platform !== "linux")("memory and processor time of a process are read", () => {
  const beforeMs = cpuTimeMs(process.pid) ?? Number.NaN;
  const untilMs = performance.now() + 100;
  while (performance.now() < untilMs);
  expect((cpuTimeMs(process.pid) ?? Number.NaN) - beforeMs).toBeWithin(20, 500);
  expect(rssMib(process.pid)).toBeWithin(5, 5000);
});

test("a process that is not there has unknown memory and time, not zero", () => {
  expect(rssMib(2 ** 30)).toBeUndefined();
  expect(cpuTimeMs(2 ** 30)).toBeUndefined();
});

test("a command is pinned where that can be done, and left as it is elsewhere", () => {
  const command = ["sleep", "1"];
  if (toolPath("taskset") && thisMachine().cores > 0) {
    expect(pinned(command, 0).slice(-4)).toEqual(["-c", "0", ...command]);
  }
  expect(pinned(command, 10_000)).toEqual(command);
});
