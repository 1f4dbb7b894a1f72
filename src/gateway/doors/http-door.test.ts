import { expect, test } from "bun:test";
import { smuggling } from "../http/smuggling-corpus.ts";
import { openBed, TestBed } from "../test-bed.ts";

/** A bed whose only target is `answer`. */
function bedWith(
  answer: (request: Request) => Response | Promise<Response>,
  door: Parameters<typeof openBed>[1] = {},
): TestBed {
  const bed = new TestBed();
  return openBed([bed.serve(answer)], door, {}, [], bed);
}

const echo = async (request: Request) => new Response(await request.text());
const get = (path = "/", fields = "") => `GET ${path} HTTP/1.1\r\nHost: x\r\n${fields}\r\n`;

test("a caller's connection serves one request after another, and so does the target's", async () => {
  const peers = new Set<number>();
  const bed = new TestBed();
  const port = bed.serve((request) => new Response(new URL(request.url).pathname));
  await using _ = openBed([port], {}, {}, [], bed);
  const caller = await bed.call("web");
  for (const path of ["/a", "/b", "/c"]) {
    caller.send(get(path));
    expect((await caller.answer()).body).toBe(path);
    peers.add(bed.stats().targets[0]?.connections ?? 0);
  }
  expect([...peers]).toEqual([1]);
  expect(bed.stats().doors[0]).toMatchObject({ requests: 3, targetCodes: [0, 3, 0, 0, 0] });
});

test("requests go to the targets in turn", async () => {
  const bed = new TestBed();
  const ports = ["a", "b", "c"].map((name) => bed.serve(() => new Response(name)));
  await using _ = openBed(ports, {}, {}, [], bed);
  const caller = await bed.call("web");
  let seen = "";
  for (let count = 0; count < 6; count++) {
    caller.send(get());
    seen += (await caller.answer()).body;
  }
  expect(seen).toBe("abcabc");
});

test("the first rule that matches decides the group, and without one the answer is 404", async () => {
  const bed = new TestBed();
  const [api, rest] = [bed.serve(() => new Response("api")), bed.serve(() => new Response("rest"))];
  openBed(
    [api],
    {
      rules: [
        { path: "/api/*", group: "app" },
        { path: "/r*", group: "rest" },
      ],
    },
    {},
    [],
    bed,
  );
  const [group] = bed.config.groups;
  if (group === undefined) throw new Error("no group");
  const target = { id: "t0", host: "127.0.0.1", port: rest, ready: true };
  bed.configure({ groups: [group, { ...group, id: "rest", targets: [target] }] });
  await using _ = bed;
  const caller = await bed.call("web");
  const bodies: (string | number)[] = [];
  for (const path of ["/api/x", "/rest?/api/", "/other"]) {
    caller.send(get(path));
    const { status, body } = await caller.answer();
    bodies.push(status === 200 ? body : status);
  }
  expect(bodies).toEqual(["api", "rest", 404]);
  expect(bed.stats().doors[0]?.doorCodes).toEqual({ 404: 1 });
});

test("targets see the caller's address appended, and the door's source address as their peer", async () => {
  const bed = new TestBed();
  let peer = "";
  const port = await bed.serveRaw((socket) => {
    peer = socket.remoteAddress ?? "";
    socket.on("data", (bytes) => {
      const body = bytes.toString("latin1");
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    });
  });
  await using _ = openBed([port], { sourceAddress: "127.0.0.9" }, {}, [], bed);
  const caller = await bed.call("web");
  caller.send(get("/", "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Port: 1\r\n"));
  const { body, head } = await caller.answer();
  expect(peer).toBe("127.0.0.9");
  expect(body).toContain("X-Forwarded-For: 6.6.6.6, 127.0.0.1\r\n");
  expect(body).toContain(`X-Forwarded-Proto: http\r\nX-Forwarded-Port: ${bed.port("web")}\r\n`);
  expect(body).not.toContain("X-Forwarded-Port: 1\r\n");
  expect(body).toMatch(/\r\nX-Amzn-Trace-Id: Root=1-[0-9a-f]{8}-[0-9a-f]{24}\r\n/);
  expect(head).toMatch(/\r\nDate: \w{3}, \d\d \w{3} \d{4} /);
});

test("chunked bodies pass both ways", async () => {
  await using bed = bedWith(async (request) => {
    const text = await request.text();
    return new Response(
      new ReadableStream({
        async start(controller) {
          for (const letter of text) {
            controller.enqueue(new TextEncoder().encode(letter));
            await Bun.sleep(1);
          }
          controller.close();
        },
      }),
    );
  });
  const caller = await bed.call("web");
  const request = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n";
  for (const letter of request) caller.send(letter);
  caller.send("2;x=y\r\nde\r\n0\r\n\r\n");
  const text = await caller.until((all) => all.endsWith("\r\n0\r\n\r\n"));
  const chunks = text.slice(text.indexOf("\r\n\r\n") + 4);
  expect(chunks.replace(/[0-9a-f]+\r\n([a-z]*)\r\n/g, "$1").trim()).toBe("abcde");
  caller.text = "";
  caller.send(get());
  await caller.until((all) => all.startsWith("HTTP/1.1 200"));
});

test("a caller of HTTP/1.0 gets chunks put together, and its connection closed", async () => {
  const bed = new TestBed();
  const port = await bed.serveRaw((socket) => {
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
      socket.write("2\r\nde\r\n0\r\n\r\n");
    });
  });
  await using _ = openBed([port], {}, {}, [], bed);
  const caller = await bed.call("web");
  caller.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  expect(await caller.untilEnded()).toBe("end");
  expect(caller.text).toStartWith("HTTP/1.1 200 OK\r\n");
  expect(caller.text).toContain("Connection: close\r\n");
  expect(caller.text).toEndWith("\r\n\r\nabcde");
});

test("a connection of HTTP/1.0 is kept only when the caller asks for it", async () => {
  await using bed = bedWith(() => new Response("hello"));
  const kept = await bed.call("web");
  for (let count = 0; count < 2; count++) {
    kept.send("GET / HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n");
    expect((await kept.answer()).head).toContain("Connection: keep-alive\r\n");
  }
  const closed = await bed.call("web");
  closed.send("GET / HTTP/1.0\r\nHost: x\r\n\r\n");
  expect(await closed.untilEnded()).toBe("end");
  expect(closed.text).toEndWith("hello");
});

test("a caller that wants to close is told so and closed", async () => {
  await using bed = bedWith(() => new Response("hello"));
  const caller = await bed.call("web");
  caller.send(get("/", "Connection: close\r\n"));
  expect(await caller.untilEnded()).toBe("end");
  expect(caller.text).toContain("Connection: close\r\n");
});

test("an answer that ends with the target's connection ends the caller's", async () => {
  const bed = new TestBed();
  const port = await bed.serveRaw((socket) => {
    socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\n\r\nuntil the end"));
  });
  await using _ = openBed([port], {}, {}, [], bed);
  const caller = await bed.call("web");
  caller.send(get());
  expect(await caller.untilEnded()).toBe("end");
  expect(caller.text).toEndWith("\r\n\r\nuntil the end");
  expect(bed.stats().doors[0]?.targetCodes).toEqual([0, 1, 0, 0, 0]);
});

test("the door itself answers Expect, and the target is spared it", async () => {
  const seen: (string | null)[] = [];
  await using bed = bedWith((request) => {
    seen.push(request.headers.get("expect"));
    return echo(request);
  });
  const caller = await bed.call("web");
  caller.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  await caller.until((text) => text === "HTTP/1.1 100 Continue\r\n\r\n");
  caller.text = "";
  caller.send("hello");
  expect((await caller.answer()).body).toBe("hello");
  expect(seen).toEqual([null]);
});

test("answers without a body are seen to end: HEAD, 204, 304", async () => {
  await using bed = bedWith((request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/204") return new Response(null, { status: 204 });
    if (pathname === "/304") return new Response(null, { status: 304 });
    return new Response("a body that HEAD does not get");
  });
  const caller = await bed.call("web");
  const asked = ["HEAD /", "GET /204", "GET /304", "GET /"];
  const statuses: string[] = [];
  for (const line of asked) {
    caller.text = "";
    caller.send(`${line} HTTP/1.1\r\nHost: x\r\n\r\n`);
    const text = await caller.until((all) => all.includes("\r\n\r\n"));
    statuses.push(text.slice(9, 12));
  }
  expect(statuses).toEqual(["200", "204", "304", "200"]);
});

test("pipelined requests are answered in order, one at a time", async () => {
  let together = 0;
  let most = 0;
  await using bed = bedWith(async (request) => {
    most = Math.max(most, ++together);
    await Bun.sleep(2);
    together--;
    return new Response(`${new URL(request.url).pathname}:${await request.text()};`);
  });
  const caller = await bed.call("web");
  const post = "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nxyz";
  const chunked =
    "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nq\r\n0\r\n\r\n";
  caller.send(get("/a") + post + chunked + get("/d"));
  const bodies: string[] = [];
  for (let count = 0; count < 4; count++) bodies.push((await caller.answer()).body);
  expect(bodies.join("")).toBe("/a:;/b:xyz;/c:q;/d:;");
  expect(most).toBe(1);
});

test("thousands of pipelined requests that the door refuses neither overflow nor stall it", async () => {
  await using bed = bedWith(() => new Response("hello"), { rules: [{ path: "/a", group: "app" }] });
  const caller = await bed.call("web");
  caller.send(get("/none").repeat(5000) + get("/a"));
  const text = await caller.until((all) => all.endsWith("hello"));
  expect(text.split("HTTP/1.1 404").length - 1).toBe(5000);
});

test("a websocket runs through the door", async () => {
  const bed = new TestBed();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request, self) =>
      self.upgrade(request, { data: undefined }) ? undefined : new Response("no", { status: 400 }),
    websocket: { message: (socket, message) => void socket.send(`you said ${message}`) },
  });
  await using _ = openBed([server.port ?? 0], {}, {}, [], bed);
  const socket = new WebSocket(`ws://127.0.0.1:${bed.port("web")}/chat`);
  const reply = await new Promise((resolve, reject) => {
    socket.onopen = () => socket.send("hello");
    socket.onmessage = (event) => resolve(event.data);
    socket.onerror = reject;
  });
  expect(reply).toBe("you said hello");
  expect(bed.stats().doors[0]).toMatchObject({ connections: 1, targetCodes: [1, 0, 0, 0, 0] });
  expect(bed.stats().targets[0]).toMatchObject({ inFlight: 1 });
  const closed = new Promise((resolve) => {
    socket.onclose = resolve;
  });
  socket.close();
  await closed;
  await server.stop(true);
});

test("a tunnel that is silent for the idle time-out is cut", async () => {
  const bed = new TestBed();
  const port = await bed.serveRaw((socket) => {
    socket.once("data", () =>
      socket.write("HTTP/1.1 101 Go\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nearly"),
    );
  });
  await using _ = openBed([port], { idleTimeoutMs: 100 }, {}, [], bed);
  const caller = await bed.call("web");
  caller.send(get("/", "Connection: Upgrade\r\nUpgrade: x\r\n"));
  await caller.until((text) => text.endsWith("\r\n\r\nearly"));
  expect(await caller.untilEnded()).toBe("ECONNRESET");
});

test("an answer of 101 that nobody asked for is a 502", async () => {
  const bed = new TestBed();
  const port = await bed.serveRaw((socket) => {
    socket.once("data", () => socket.write("HTTP/1.1 101 Go\r\nUpgrade: x\r\n\r\n"));
  });
  await using _ = openBed([port], {}, {}, [], bed);
  const caller = await bed.call("web");
  caller.send(get());
  expect((await caller.answer()).status).toBe(502);
});

test("nothing of a request that could be smuggled reaches a target", async () => {
  let reached = 0;
  await using bed = bedWith(() => {
    reached++;
    return new Response("hello");
  });
  for (const [name, text, status] of smuggling) {
    const caller = await bed.call("web");
    caller.send(`${text}0\r\n\r\n${get("/admin")}`);
    await caller.untilEnded();
    expect(`${name}: ${caller.text.slice(0, 12)}`).toBe(`${name}: HTTP/1.1 ${status}`);
    expect(caller.text.split("HTTP/1.1 ").length).toBe(2);
    expect(caller.text).toContain("Connection: close\r\n");
  }
  expect(reached).toBe(0);
});

test("a chunked body that turns out malformed is refused, and what follows is not read", async () => {
  let reached = 0;
  await using bed = bedWith(async (request) => {
    await request.text();
    reached++;
    return new Response("hello");
  });
  const caller = await bed.call("web");
  caller.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
  await Bun.sleep(20);
  caller.send(`5\nabcde\r\n0\r\n\r\n${get("/admin")}`);
  await caller.untilEnded();
  expect(caller.text).toStartWith("HTTP/1.1 400");
  expect(reached).toBe(0);
});
