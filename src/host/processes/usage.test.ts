import { expect, test } from "bun:test";
import { usageOf } from "./usage.ts";

/** A program that holds 64 MiB which its child has, too. */
const parent = `
import mmap, os, sys, time
shared = mmap.mmap(-1, 64 << 20)
shared.write(b"x" * (64 << 20))
if os.fork() == 0:
    shared.seek(0); shared.read()
    print("shared", flush=True)
time.sleep(60)
`;
const hasPython = process.platform === "linux" && Bun.which("python3") !== null;

test.skipIf(!hasPython)("memory that a program's processes share is counted once", async () => {
  const child = Bun.spawn(["python3", "-c", parent], { stdout: "pipe" });
  try {
    await child.stdout.getReader().read();
    const { memoryMib = 0 } = usageOf(child.pid) ?? {};
    expect(memoryMib).toBeGreaterThan(64);
    expect(memoryMib).toBeLessThan(110);
  } finally {
    const kept = (await Bun.$`cat /proc/${child.pid}/task/${child.pid}/children`.text()).trim();
    for (const pid of [...kept.split(" ").map(Number), child.pid]) process.kill(pid, "SIGKILL");
    await child.exited;
  }
});

test("a process that is gone has used nothing", async () => {
  const child = Bun.spawn(["true"]);
  await child.exited;
  expect(usageOf(child.pid)).toBeUndefined();
});
