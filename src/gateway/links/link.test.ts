import { expect, test } from "bun:test";
import type { LinkFault } from "../config.ts";
import { openBed, TestBed } from "../test-bed.ts";

const get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
const links = [
  { id: "in", from: "callers", to: "web" },
  { id: "edge", from: "web", to: "app" },
];

/** A bed with a link before the door, "in", and one behind it, "edge". */
function linked(
  answer: () => Response | Promise<Response>,
  door = {},
  group = {},
  bed = new TestBed(),
): TestBed {
  const port = bed.serve(answer);
  return openBed([port], { link: "in", ...door }, { link: "edge", ...group }, links, bed);
}

const hello = () => new Response("hello");

async function timed(bed: TestBed): Promise<{ status: number; ms: number }> {
  const caller = await bed.call("web");
  const start = performance.now();
  caller.send(get);
  const { status } = await caller.answer();
  return { status, ms: performance.now() - start };
}

/** The fastest of several: what a busy machine adds to one or the other is not the link's. */
async function fastestMs(bed: TestBed): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < 5; i++) all.push((await timed(bed)).ms);
  return Math.min(...all);
}

test("a link that refuses makes targets unreachable, and lets them be reached when healed", async () => {
  await using bed = linked(hello);
  expect((await timed(bed)).status).toBe(200);
  bed.gateway.setFault("edge", { cut: "refuse" });
  expect(bed.said.at(-1)).toEqual({ type: "fault-set", link: "edge", fault: { cut: "refuse" } });
  expect((await timed(bed)).status).toBe(502);
  bed.gateway.setFault("edge", null);
  expect((await timed(bed)).status).toBe(200);
});

test("a link that refuses resets live connections", async () => {
  await using bed = linked(() => new Promise<Response>(() => {}));
  const caller = await bed.call("web");
  caller.send(get);
  while (bed.stats().targets[0]?.connections !== 1) await Bun.sleep(1);
  bed.gateway.setFault("edge", { cut: "refuse" });
  expect((await caller.answer()).status).toBe(502);
  const other = await bed.call("web");
  bed.gateway.setFault("in", { cut: "refuse" });
  expect(await other.untilEnded()).toBe("ECONNRESET");
  const third = await bed.call("web");
  expect(await third.untilEnded()).toBe("ECONNRESET");
  expect(bed.stats().doors[0]?.rejected).toBe(1);
});

test("a link that drops makes targets silent: a 504 in the end", async () => {
  await using bed = linked(hello, { idleTimeoutMs: 100, connectTimeoutMs: 60 });
  expect((await timed(bed)).status).toBe(200);
  bed.gateway.setFault("edge", { cut: "drop" });
  // The first goes out on a live connection, the second dials.
  expect(await timed(bed)).toMatchObject({ status: 504 });
  expect(await timed(bed)).toMatchObject({ status: 504 });
});

test("what was under way on a dropped link arrives when it is healed", async () => {
  await using bed = linked(hello);
  expect((await timed(bed)).status).toBe(200);
  bed.gateway.setFault("edge", { cut: "drop" });
  const [live, dialling] = [await bed.call("web"), await bed.call("web")];
  live.send(get);
  dialling.send(get);
  await Bun.sleep(50);
  expect([live.text, dialling.text]).toEqual(["", ""]);
  bed.gateway.setFault("edge", null);
  expect((await live.answer()).body).toBe("hello");
  expect((await dialling.answer()).body).toBe("hello");
});

test("a caller cut off by a dropped link hears nothing of its connection's end", async () => {
  await using bed = linked(hello, { idleTimeoutMs: 60 });
  const caller = await bed.call("web");
  caller.send(get);
  await caller.answer();
  bed.gateway.setFault("in", { cut: "drop" });
  while (bed.stats().doors[0]?.connections !== 0) await Bun.sleep(5);
  await Bun.sleep(30);
  expect(caller.ended).toBeUndefined();
  bed.gateway.setFault("in", null);
  await caller.untilEnded();
});

test("a dropped link makes the targets behind it unhealthy, and healing makes them healthy", async () => {
  const health = {
    path: "/",
    intervalMs: 30,
    timeoutMs: 20,
    healthyThreshold: 1,
    unhealthyThreshold: 2,
    matcher: "200",
  };
  await using bed = linked(hello, {}, { health });
  await bed.heard("target", (one) => one.state === "healthy");
  bed.gateway.setFault("edge", { cut: "drop" });
  const bad = await bed.heard("target", (one) => one.state === "unhealthy");
  expect(bad.reason).toBe("Target.Timeout");
  const since = bed.said.length;
  bed.gateway.setFault("edge", null);
  await bed.heard("target", (one) => one.state === "healthy", since);
});

test("a delay is paid once each way, and by a new connection once more", async () => {
  await using bed = linked(hello);
  const wholeMs = await fastestMs(bed);
  bed.gateway.setFault("edge", { delayMs: 40 });
  const liveMs = await fastestMs(bed);
  expect(liveMs).toBeGreaterThanOrEqual(79);
  expect(liveMs).toBeLessThan(79 + 60 + wholeMs);
  const [first, second] = await Promise.all([timed(bed), timed(bed)]);
  expect(Math.max(first?.ms ?? 0, second?.ms ?? 0)).toBeGreaterThanOrEqual(158);
  bed.gateway.setFault("edge", null);
  expect(await fastestMs(bed)).toBeLessThan(40);
});

test("a delay keeps the order, and jitter does too", async () => {
  const bed = new TestBed();
  const text = Array.from({ length: 200 }, (_, index) => `${index};`);
  const port = await bed.serveRaw((socket) => {
    socket.once("data", async () => {
      const length = text.join("").length;
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`);
      for (const part of text) {
        socket.write(part);
        await Bun.sleep(0);
      }
    });
  });
  await using _ = openBed([port], { link: "in" }, { link: "edge" }, links, bed);
  bed.gateway.setFault("edge", { delayMs: 10, jitterMs: 10 });
  bed.gateway.setFault("in", { delayMs: 5, jitterMs: 5 });
  const caller = await bed.call("web");
  caller.send(get);
  expect((await caller.answer()).body).toBe(text.join(""));
});

test("a slow link carries no more than its rate", async () => {
  const body = "x".repeat(30_000);
  await using bed = linked(() => new Response(body));
  bed.gateway.setFault("edge", { bytesPerSecond: 100_000 });
  const { status, ms } = await timed(bed);
  expect(status).toBe(200);
  expect(ms).toBeGreaterThan(290);
  expect(ms).toBeLessThan(3_000);
});

test("lost segments and lost SYNs stall a request by time-outs, and do not lose it", async () => {
  // The draws of: one dial; its SYN, the request; the answer. Jitter draws for each piece, too.
  const draws: number[] = [];
  const random = () => draws.shift() ?? 1;
  await using bed = linked(hello, {}, {}, new TestBed({ random }));
  expect((await timed(bed)).status).toBe(200);
  bed.gateway.setFault("edge", { lossPercent: 50 });
  expect(await fastestMs(bed)).toBeLessThan(150);
  // For each piece the first draw is the jitter's: here the request is lost twice in a row.
  draws.push(1, 0, 0, 1);
  const stalled = await timed(bed);
  expect(stalled.status).toBe(200);
  expect(stalled.ms).toBeGreaterThanOrEqual(599);
  // A third time-out would make it 200 + 400 + 800 ms.
  expect(stalled.ms).toBeLessThan(1_400);
});

const faults: readonly LinkFault[] = [
  { delayMs: 1 },
  { cut: "drop" },
  { bytesPerSecond: 50_000_000 },
  { delayMs: 2, jitterMs: 2 },
];

test("a large body survives any sequence of faults unharmed", async () => {
  const body = Buffer.alloc(8_000_000, "0123456789abcdef-plinth");
  await using bed = linked(() => new Response(body), { idleTimeoutMs: 30_000 });
  const pending = fetch(`http://127.0.0.1:${bed.port("web")}/`).then((one) => one.arrayBuffer());
  for (let round = 0; round < 12; round++) {
    bed.gateway.setFault(round % 2 === 0 ? "edge" : "in", faults[round % faults.length] ?? null);
    await Bun.sleep(3);
  }
  bed.gateway.setFault("edge", null);
  bed.gateway.setFault("in", null);
  expect(Buffer.from(await pending).equals(body)).toBe(true);
}, 20_000);

test("what is sent into a dropped link waits at the sender, not in the gateway", async () => {
  await using bed = linked(hello, { idleTimeoutMs: 60_000 });
  bed.gateway.setFault("in", { cut: "drop" });
  const caller = await bed.call("web");
  const size = 60_000_000;
  caller.socket.write(Buffer.alloc(size));
  let last = -1;
  while (caller.socket.writableLength !== last) {
    last = caller.socket.writableLength;
    await Bun.sleep(100);
  }
  expect(last).toBeGreaterThan(size / 2);
});

test("a fault on a link that is not there is a problem", async () => {
  await using bed = linked(hello);
  bed.gateway.setFault("other", { cut: "drop" });
  expect(bed.said.at(-1)).toMatchObject({ type: "problem", about: "other" });
});

test("a link may be broken from the first, and what it was made with does not come back", async () => {
  const bed = new TestBed();
  const port = bed.serve(hello);
  const broken = [{ id: "edge", from: "web", to: "app", fault: { cut: "refuse" } as const }];
  await using _ = openBed([port], {}, { link: "edge" }, broken, bed);
  expect((await timed(bed)).status).toBe(502);
  bed.gateway.setFault("edge", null);
  bed.configure({});
  expect((await timed(bed)).status).toBe(200);
});

test("a fault outlives a new configuration, as long as the link does", async () => {
  await using bed = linked(hello);
  bed.gateway.setFault("edge", { cut: "refuse" });
  bed.configure({});
  expect((await timed(bed)).status).toBe(502);
});
