import { expect, test } from "bun:test";
import { hostNet } from "#plinth/host/net/net.ts";
import { hostProcesses, identityOf } from "#plinth/host/processes/identity.ts";
import { endGuarded, type Processes } from "./guard.ts";

/** A process group of its own that says when it has started. */
async function start(script: string) {
  const child = Bun.spawn(["sh", "-c", `${script}`], {
    detached: true,
    stdin: "ignore",
    stdout: "pipe",
  });
  await child.stdout.getReader().read();
  return { child, pid: child.pid, identity: identityOf(child.pid) ?? "" };
}

const end = (
  children: readonly {
    readonly pid: number;
    readonly identity: string;
    readonly graceMs: number;
  }[],
  processes: Processes = { ...hostProcesses, marked: () => [] },
) => new Promise<void>((resolve) => endGuarded(hostNet, processes, children, resolve));

test("a process that heeds SIGTERM is gone at once, with what it started", async () => {
  const { child, pid, identity } = await start("sleep 100 & echo; wait");
  const members = hostProcesses.membersOf(pid);
  expect(members.length).toBe(2);
  const startMs = performance.now();
  await end([{ pid, identity, graceMs: 1500 }]);
  expect(performance.now() - startMs).toBeLessThan(1000);
  await child.exited;
  expect(members.some((one) => hostProcesses.isSame(one.pid, one.identity))).toBe(false);
});

test("a process that ignores SIGTERM is killed when its time is up", async () => {
  const { child, pid, identity } = await start("trap '' TERM; echo; while :; do sleep 0.05; done");
  const startMs = performance.now();
  await end([{ pid, identity, graceMs: 150 }]);
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(149);
  await child.exited;
  expect(child.signalCode).toBe("SIGKILL");
});

test("what a leader leaves behind in its group is killed too", async () => {
  const { pid, identity } = await start(
    "(trap '' TERM; echo; while :; do sleep 0.05; done) & wait",
  );
  const before = hostProcesses.membersOf(pid);
  await end([{ pid, identity, graceMs: 100 }]);
  expect(before.filter((one) => hostProcesses.isSame(one.pid, one.identity))).toEqual([]);
});

test("a stranger with the number of a dead child is left alone", async () => {
  const { child, pid, identity } = await start("echo; sleep 100");
  await end([{ pid, identity: `${identity}1`, graceMs: 50 }]);
  expect(hostProcesses.isSame(pid, identity)).toBe(true);
  child.kill("SIGKILL");
  await child.exited;
});

test("a group whose number has passed to strangers is not killed", async () => {
  const signals: string[] = [];
  let isAlive = true;
  const processes: Processes = {
    isSame: () => isAlive,
    membersOf: (group) => [{ pid: group, identity: "mine" }],
    marked: () => [],
    signal: (pid, name) => {
      signals.push(`${name} ${pid}`);
      isAlive = false;
    },
  };
  await end([{ pid: 7, identity: "mine", graceMs: 0 }], processes);
  expect(signals).toEqual(["SIGTERM -7"]);
});

test("a process that nobody told of is known by its mark, also one that comes a little later", async () => {
  const strays = [await start("echo; sleep 100"), await start("trap '' TERM; echo; sleep 100")];
  let looks = 0;
  const marked = () => strays.slice(0, ++looks);
  await end([], { ...hostProcesses, marked });
  await Promise.all(strays.map(({ child }) => child.exited));
  expect(strays.map(({ child }) => child.signalCode)).toEqual(["SIGTERM", "SIGKILL"]);
});
