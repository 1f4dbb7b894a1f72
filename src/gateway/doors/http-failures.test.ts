import { expect, test } from "bun:test";
import type { Socket } from "node:net";
import { openBed, TestBed } from "../test-bed.ts";

const get = (path = "/", fields = "") => `GET ${path} HTTP/1.1\r\nHost: x\r\n${fields}\r\n`;
const post = (length: number) => `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`;
const hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

/** A bed whose only target does this with each connection. */
async function bedWithRaw(
  onConnection: (socket: Socket) => void,
  door: Parameters<typeof openBed>[1] = {},
): Promise<TestBed> {
  const bed = new TestBed();
  return openBed([await bed.serveRaw(onConnection)], door, {}, [], bed);
}

/** A port where nobody listens. */
function deadPort(): number {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  listener.stop(true);
  return listener.port;
}

async function statusOf(bed: TestBed, request = get()): Promise<number> {
  const caller = await bed.call("web");
  caller.send(request);
  return (await caller.answer()).status;
}

test("no target, or no ready target, is a 503, and the connection lives on", async () => {
  const bed = new TestBed();
  await using _ = openBed([], {}, {}, [], bed);
  const caller = await bed.call("web");
  caller.send(get());
  expect((await caller.answer()).status).toBe(503);
  const port = bed.serve(() => new Response("hello"));
  const [group] = bed.config.groups;
  if (group === undefined) throw new Error("no group");
  const target = { id: "t0", host: "127.0.0.1", port, ready: false };
  bed.configure({ groups: [{ ...group, targets: [target] }] });
  caller.send(get());
  expect((await caller.answer()).status).toBe(503);
  bed.configure({ groups: [{ ...group, targets: [{ ...target, ready: true }] }] });
  caller.send(get());
  expect((await caller.answer()).body).toBe("hello");
  expect(bed.stats().doors[0]?.doorCodes).toEqual({ 503: 2 });
});

test("a target that refuses is passed over, and when all refuse it is a 502", async () => {
  const bed = new TestBed();
  const dead = deadPort();
  const alive = bed.serve(() => new Response("hello"));
  await using _ = openBed([dead, alive, dead], {}, {}, [], bed);
  for (let count = 0; count < 6; count++) expect(await statusOf(bed)).toBe(200);
  const [group] = bed.config.groups;
  if (group === undefined) throw new Error("no group");
  bed.configure({
    groups: [{ ...group, targets: group.targets.filter(({ port }) => port === dead) }],
  });
  expect(await statusOf(bed)).toBe(502);
  expect(await statusOf(bed, `${post(5)}hello`)).toBe(502);
});

test.each([
  ["closes without a word", (socket: Socket) => socket.once("data", () => socket.end())],
  ["resets", (socket: Socket) => socket.once("data", () => socket.resetAndDestroy())],
  [
    "answers nonsense",
    (socket: Socket) => socket.once("data", () => socket.write("hello\r\n\r\n")),
  ],
  ["stops in its head", (socket: Socket) => socket.once("data", () => socket.end("HTTP/1.1 200"))],
  [
    "frames its answer twice",
    (socket: Socket) =>
      socket.once("data", () =>
        socket.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        ),
      ),
  ],
])("a target that %s is a 502", async (_, behave) => {
  await using bed = await bedWithRaw(behave);
  expect(await statusOf(bed)).toBe(502);
  expect(bed.stats().targets[0]).toMatchObject({ inFlight: 0, failures: 1 });
});

test("a target that does not answer in time is a 504", async () => {
  await using bed = await bedWithRaw(() => {}, { idleTimeoutMs: 80 });
  expect(await statusOf(bed)).toBe(504);
  expect(bed.stats().targets[0]).toMatchObject({ inFlight: 0, failures: 1, connections: 0 });
});

test("a target that does not accept in time is a 504", async () => {
  const links = [{ id: "edge", from: "web", to: "app" }];
  await using bed = openBed([9], { connectTimeoutMs: 60 }, { link: "edge" }, links);
  bed.gateway.setFault("edge", { cut: "drop" });
  expect(await statusOf(bed)).toBe(504);
});

test("a caller that stops in its head, or in its body, is answered 408 and closed", async () => {
  await using bed = await bedWithRaw(() => {}, { idleTimeoutMs: 80 });
  for (const text of ["GET / HTTP/1.1\r\nHos", `${post(10)}hello`]) {
    const caller = await bed.call("web");
    caller.send(text);
    await caller.untilEnded();
    expect(caller.text).toStartWith("HTTP/1.1 408");
  }
});

test("a caller that says nothing is closed without a word after the idle time-out", async () => {
  await using bed = await bedWithRaw(() => {}, { idleTimeoutMs: 80 });
  const caller = await bed.call("web");
  expect(await caller.untilEnded()).toBe("end");
  expect(caller.text).toBe("");
});

test("bytes that keep coming keep a slow request alive beyond the idle time-out", async () => {
  await using bed = await bedWithRaw(
    (socket) => {
      let seen = "";
      socket.on("data", (bytes) => {
        seen += bytes.toString("latin1");
        if (seen.endsWith("12345678")) socket.write(hello);
      });
    },
    { idleTimeoutMs: 100 },
  );
  const caller = await bed.call("web");
  caller.send(post(8));
  for (const letter of "12345678") {
    await Bun.sleep(30);
    caller.send(letter);
  }
  expect((await caller.answer()).status).toBe(200);
});

test("time spent on connecting does not count against the target's answer", async () => {
  const bed = new TestBed();
  const port = bed.serve(async () => {
    await Bun.sleep(60);
    return new Response("hello");
  });
  const links = [{ id: "edge", from: "web", to: "app" }];
  await using _ = openBed([port], { idleTimeoutMs: 100 }, { link: "edge" }, links, bed);
  bed.gateway.setFault("edge", { cut: "drop" });
  const answered = statusOf(bed);
  await Bun.sleep(150);
  bed.gateway.setFault("edge", null);
  expect(await answered).toBe(200);
});

test("an answer that breaks off in the middle is not made to look whole", async () => {
  await using bed = await bedWithRaw((socket) => {
    socket.once("data", () =>
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"),
    );
  });
  const caller = await bed.call("web");
  caller.send(get());
  expect(await caller.untilEnded()).toBe("ECONNRESET");
});

test("a stale connection is replaced for a request that is safe to repeat, and only for such", async () => {
  let connections = 0;
  await using bed = await bedWithRaw((socket) => {
    connections++;
    // Serves one request on each connection, and closes when it sees the second.
    let isUsed = false;
    socket.on("data", () => {
      if (isUsed) socket.end();
      else socket.write(hello);
      isUsed = true;
    });
  });
  const caller = await bed.call("web");
  for (let count = 0; count < 4; count++) {
    caller.send(get());
    expect((await caller.answer()).status).toBe(200);
  }
  expect(connections).toBe(4);
  caller.send(`${post(2)}ab`);
  expect((await caller.answer()).status).toBe(502);
  for (const status of [200, 502]) {
    caller.send(post(0));
    expect((await caller.answer()).status).toBe(status);
  }
});

test("what a target sends without being asked is never taken for an answer", async () => {
  await using bed = await bedWithRaw((socket) => {
    socket.on("data", () =>
      socket.write(`${hello}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`),
    );
  });
  const caller = await bed.call("web");
  for (let count = 0; count < 3; count++) {
    caller.send(get());
    expect((await caller.answer()).body).toBe("hello");
    expect(bed.stats().targets[0]?.connections).toBe(0);
  }
});

test("what a target says between two requests costs it its connection", async () => {
  let connections = 0;
  await using bed = await bedWithRaw((socket) => {
    connections++;
    socket.on("data", () => {
      socket.write(hello);
      setTimeout(() => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"), 5);
    });
  });
  const caller = await bed.call("web");
  for (let count = 0; count < 3; count++) {
    caller.send(get());
    expect((await caller.answer()).body).toBe("hello");
    while (bed.stats().targets[0]?.connections !== 0) await Bun.sleep(1);
  }
  expect(connections).toBe(3);
});

test("a connection that the target will not use again is not used again", async () => {
  let connections = 0;
  await using bed = await bedWithRaw((socket) => {
    connections++;
    socket.on("data", () =>
      socket.write(hello.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")),
    );
  });
  const caller = await bed.call("web");
  for (let count = 0; count < 3; count++) {
    caller.send(get());
    expect((await caller.answer()).head).not.toContain("Connection");
  }
  expect(connections).toBe(3);
});

test("a caller that leaves is a 460, and its target's connection is broken off", async () => {
  const left = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await using bed = await bedWithRaw((socket) => {
    socket.once("data", () => asked.resolve());
    socket.on("close", () => left.resolve());
  });
  const caller = await bed.call("web");
  caller.send(get());
  await asked.promise;
  caller.socket.destroy();
  await left.promise;
  expect(bed.stats().doors[0]).toMatchObject({ doorCodes: { 460: 1 }, connections: 0 });
  expect(bed.stats().targets[0]).toMatchObject({ inFlight: 0, failures: 0 });
});

test("an answer that comes before the request is complete is passed on, and the caller closed", async () => {
  await using bed = await bedWithRaw((socket) => {
    socket.once("data", () => socket.write("HTTP/1.1 413 No\r\nContent-Length: 3\r\n\r\nbig"));
  });
  const caller = await bed.call("web");
  caller.send(`${post(1000)}some`);
  expect(await caller.untilEnded()).toBe("end");
  expect(caller.text).toEndWith("big");
});

test("a connection that is older than the keep-alive duration ends with its next answer", async () => {
  await using bed = await bedWithRaw((socket) => socket.on("data", () => socket.write(hello)), {
    clientKeepAliveMs: 30,
  });
  const caller = await bed.call("web");
  await Bun.sleep(40);
  caller.send(get());
  expect(await caller.untilEnded()).toBe("end");
  expect(caller.text).toContain("Connection: close\r\n");
  expect(caller.text).toEndWith("hello");
});
