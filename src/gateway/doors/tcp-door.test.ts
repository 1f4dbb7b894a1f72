import { expect, test } from "bun:test";
import type { Socket } from "node:net";
import type { DoorSpec } from "../config.ts";
import { appGroup, TestBed } from "../test-bed.ts";

const door: DoorSpec = { id: "node", protocol: "tcp", host: "127.0.0.1", port: 0, group: "app" };

function openNode(bed: TestBed, ports: readonly number[]): TestBed {
  bed.configure({ doors: [door], groups: [appGroup(ports, { protocol: "tcp" })] });
  return bed;
}

const naming = (name: string) => (socket: Socket) => socket.write(name);

test("connections go to the ready targets in turn", async () => {
  const bed = new TestBed();
  const ports = await Promise.all(["a", "b", "c"].map((name) => bed.serveRaw(naming(name))));
  await using _ = openNode(bed, ports);
  const targets = appGroup(ports).targets.map((one) => ({ ...one, ready: one.id !== "t1" }));
  bed.configure({ groups: [appGroup([], { protocol: "tcp", targets })] });
  let seen = "";
  for (let count = 0; count < 4; count++) {
    const caller = await bed.call("node");
    seen += await caller.until((text) => text.length === 1);
  }
  expect([...seen].sort().join("")).toBe("aacc");
});

test("bytes pass both ways, and each end can finish before the other", async () => {
  const bed = new TestBed();
  const port = await bed.serveRaw((socket) => {
    let seen = "";
    socket.on("data", (bytes) => {
      seen += bytes.toString();
    });
    socket.on("end", () => socket.end(`you said ${seen}`));
  });
  await using _ = openNode(bed, [port]);
  const caller = await bed.call("node");
  caller.send("hello");
  caller.socket.end();
  expect(await caller.untilEnded()).toBe("end");
  expect(caller.text).toBe("you said hello");
  expect(bed.stats().targets[0]).toMatchObject({ requests: 1, inFlight: 0 });
});

test("a target that ends first can still be spoken to", async () => {
  const bed = new TestBed();
  const heard = Promise.withResolvers<string>();
  const port = await bed.serveRaw((socket) => {
    socket.end("bye");
    socket.on("data", (bytes) => heard.resolve(bytes.toString()));
  });
  await using _ = openNode(bed, [port]);
  const caller = await bed.call("node");
  await caller.untilEnded();
  caller.send("still here");
  expect(await heard.promise).toBe("still here");
});

test("a break on one side is a break on the other", async () => {
  const bed = new TestBed();
  const port = await bed.serveRaw((socket) => socket.once("data", () => socket.resetAndDestroy()));
  await using _ = openNode(bed, [port]);
  const caller = await bed.call("node");
  caller.send("x");
  expect(await caller.untilEnded()).toBe("ECONNRESET");
});

test("without a ready target the connection is refused, and counted", async () => {
  const bed = new TestBed();
  await using _ = openNode(bed, []);
  const caller = await bed.call("node");
  expect(await caller.untilEnded()).toBe("ECONNRESET");
  expect(bed.stats().doors[0]).toMatchObject({ rejected: 1, connections: 0 });
});

test("a target that refuses is passed over", async () => {
  const bed = new TestBed();
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  listener.stop(true);
  const alive = await bed.serveRaw(naming("a"));
  await using _ = openNode(bed, [listener.port, alive]);
  for (let count = 0; count < 3; count++) {
    const caller = await bed.call("node");
    await caller.until((text) => text === "a");
  }
  expect(bed.stats().doors[0]?.rejected).toBe(0);
});

test("a removed target keeps its connections until its time is up", async () => {
  const bed = new TestBed();
  const port = await bed.serveRaw((socket) => socket.pipe(socket));
  await using _ = openNode(bed, [port]);
  const caller = await bed.call("node");
  caller.send("a");
  await caller.until((text) => text === "a");
  const group = appGroup([], { protocol: "tcp", deregistrationDelayMs: 120 });
  bed.configure({ groups: [group] });
  caller.send("b");
  await caller.until((text) => text === "ab");
  expect(await caller.untilEnded()).toBe("ECONNRESET");
  expect(await bed.heard("drained")).toMatchObject({ target: "t0", cut: 1 });
});

test("a caller that reads nothing stops its target, not the gateway's memory", async () => {
  const bed = new TestBed();
  const block = Buffer.alloc(1_000_000);
  let taken = 0;
  const port = await bed.serveRaw((socket) => {
    const more = () => {
      taken++;
      if (taken < 200) socket.write(block, more);
    };
    socket.write(block, more);
  });
  await using _ = openNode(bed, [port]);
  const caller = await bed.call("node");
  caller.socket.pause();
  let last = -1;
  while (taken !== last) {
    last = taken;
    await Bun.sleep(100);
  }
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(50);
});
