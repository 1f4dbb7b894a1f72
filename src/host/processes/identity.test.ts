import { expect, test } from "bun:test";
import { identityOf, isSame, membersOf, signal } from "./identity.ts";

const sleeper = ["sh", "-c", "sleep 100 & echo started; wait"];

async function startSleeper() {
  const child = Bun.spawn(sleeper, { detached: true, stdin: "ignore", stdout: "pipe" });
  await child.stdout.getReader().read();
  return child;
}

test("a process keeps its identity as long as it runs, and has none afterwards", async () => {
  const child = await startSleeper();
  const identity = identityOf(child.pid) ?? "";
  expect(identity).not.toBe("");
  expect(identityOf(child.pid)).toBe(identity);
  expect(isSame(child.pid, identity)).toBe(true);
  expect(isSame(child.pid, `${identity}0`)).toBe(false);
  expect(isSame(process.pid, identity)).toBe(false);
  signal(-child.pid, "SIGKILL");
  await child.exited;
  expect(identityOf(child.pid)).toBeUndefined();
  expect(isSame(child.pid, identity)).toBe(false);
});

test("the members of a group are its leader and what that started", async () => {
  const child = await startSleeper();
  const members = membersOf(child.pid);
  expect(members.length).toBeGreaterThanOrEqual(2);
  expect(members.some(({ pid }) => pid === child.pid)).toBe(true);
  expect(members.every(({ pid, identity }) => isSame(pid, identity))).toBe(true);
  expect(members.some(({ pid }) => pid === process.pid)).toBe(false);
  signal(-child.pid, "SIGKILL");
  await child.exited;
});

test("numbers that are no process have no identity, and signalling them does nothing", () => {
  expect([0, -1, 1.5, Number.NaN, 2 ** 30].map(identityOf)).toEqual(Array(5).fill(undefined));
  expect(() => signal(2 ** 22 + 1, "SIGTERM")).not.toThrow();
});
