import { expect, test } from "bun:test";
import type { TargetSpec } from "./config.ts";
import { appGroup, openBed, TestBed } from "./test-bed.ts";

const get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

/** Callers that ask again and again until told to stop; each answer must be a 200. */
function load(port: number, callers: number) {
  let isOver = false;
  let answered = 0;
  const failures: string[] = [];
  const one = async () => {
    while (!isOver) {
      try {
        const response = await fetch(`http://127.0.0.1:${port}/`);
        const text = await response.text();
        if (response.status === 200 && text.length > 0) answered++;
        else failures.push(`${response.status}`);
      } catch (error) {
        failures.push(String(error));
      }
    }
  };
  const all = Promise.all(Array.from({ length: callers }, one));
  const until = async (count: number) => {
    const goal = answered + count;
    while (answered < goal && failures.length === 0) await Bun.sleep(1);
  };
  const stop = async () => {
    isOver = true;
    await all;
    return { answered, failures };
  };
  return { failures, until, stop };
}

/** A target in a process of its own, which can be killed. */
async function spawnTarget(): Promise<
  AsyncDisposable & { port: number; kill: () => Promise<number> }
> {
  const program = `
    const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response("hello") });
    console.log(server.port);`;
  const child = Bun.spawn([process.execPath, "-e", program], { stdout: "pipe", stdin: "ignore" });
  const { value } = await child.stdout.getReader().read();
  const kill = () => {
    child.kill("SIGKILL");
    return child.exited;
  };
  return {
    port: Number(new TextDecoder().decode(value)),
    kill,
    [Symbol.asyncDispose]: async () => void (await kill()),
  };
}

test("targets come and go under load, one after another, and no request is lost", async () => {
  const bed = new TestBed();
  const make = async (name: string) => {
    const server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: async () => {
        await Bun.sleep(2);
        return new Response(name);
      },
    });
    const spec: TargetSpec = { id: name, host: "127.0.0.1", port: server.port ?? 0, ready: true };
    return { server, spec };
  };
  let live = await Promise.all(["a0", "b0", "c0"].map(make));
  const health = {
    path: "/",
    intervalMs: 1000,
    timeoutMs: 500,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
    matcher: "200",
  };
  const configure = () =>
    bed.configure({ groups: [appGroup([], { health, targets: live.map(({ spec }) => spec) })] });
  await using _ = openBed([], {}, { health, targets: live.map(({ spec }) => spec) }, [], bed);
  const traffic = load(bed.port("web"), 16);
  await traffic.until(100);
  for (let round = 1; round <= 3; round++) {
    for (const name of ["a", "b", "c"]) {
      const next = await make(`${name}${round}`);
      live = [...live, next];
      configure();
      await bed.heard("target", (one) => one.target === next.spec.id && one.state === "healthy");
      const gone = live.find(({ spec }) => spec.id === `${name}${round - 1}`);
      live = live.filter((one) => one !== gone);
      configure();
      const drained = await bed.heard("drained", (one) => one.target === gone?.spec.id);
      expect(drained.cut).toBe(0);
      await gone?.server.stop(true);
      await traffic.until(20);
    }
  }
  const { answered, failures } = await traffic.stop();
  expect(failures).toEqual([]);
  expect(answered).toBeGreaterThan(200);
  for (const { server } of live) await server.stop(true);
}, 20_000);

test("a target killed under load costs at most what it was working on, and nothing after", async () => {
  const bed = new TestBed();
  await using a = await spawnTarget();
  await using b = await spawnTarget();
  await using c = await spawnTarget();
  await using _ = openBed([a.port, b.port, c.port], {}, {}, [], bed);
  const traffic = load(bed.port("web"), 16);
  await traffic.until(500);
  await b.kill();
  await traffic.until(500);
  const { answered, failures } = await traffic.stop();
  expect(answered).toBeGreaterThanOrEqual(1000);
  expect(failures).toEqual([]);
}, 20_000);

test("after `configured`, a removed target gets nothing new, and what it has is finished", async () => {
  const bed = new TestBed();
  const release = Promise.withResolvers<Response>();
  const asked = Promise.withResolvers<void>();
  const slow = bed.serve(() => {
    asked.resolve();
    return release.promise;
  });
  const other = bed.serve(() => new Response("other"));
  await using _ = openBed([slow], {}, {}, [], bed);
  const waiting = await bed.call("web");
  waiting.send(get);
  await asked.promise;
  const targets = [{ id: "t9", host: "127.0.0.1", port: other, ready: true }];
  bed.configure({ groups: [appGroup([], { targets })] });
  expect(bed.said.findLast((one) => one.type === "target" && one.target === "t0")).toMatchObject({
    state: "draining",
    reason: "Target.DeregistrationInProgress",
  });
  const caller = await bed.call("web");
  for (let count = 0; count < 3; count++) {
    caller.send(get);
    expect((await caller.answer()).body).toBe("other");
  }
  expect(bed.said.some((one) => one.type === "drained")).toBe(false);
  release.resolve(new Response("finished"));
  expect((await waiting.answer()).body).toBe("finished");
  expect(await bed.heard("drained")).toMatchObject({ target: "t0", port: slow, cut: 0 });
  // The caller's connection lives on, with another target.
  waiting.send(get);
  expect((await waiting.answer()).body).toBe("other");
});

test("requests that outlast the deregistration delay are cut with a 502", async () => {
  const bed = new TestBed();
  const slow = bed.serve(() => new Promise<Response>(() => {}));
  await using _ = openBed([slow], {}, { deregistrationDelayMs: 60 }, [], bed);
  const waiting = await bed.call("web");
  waiting.send(get);
  await Bun.sleep(20);
  bed.configure({ groups: [appGroup([], { deregistrationDelayMs: 60 })] });
  expect((await waiting.answer()).status).toBe(502);
  expect(await bed.heard("drained")).toMatchObject({ cut: 1 });
});

test("a new address under an old id drains the old address and registers the new one", async () => {
  const bed = new TestBed();
  const [old, next] = [bed.serve(() => new Response("old")), bed.serve(() => new Response("new"))];
  await using _ = openBed([old], {}, {}, [], bed);
  const caller = await bed.call("web");
  caller.send(get);
  expect((await caller.answer()).body).toBe("old");
  bed.configure({ groups: [appGroup([next])] });
  expect(await bed.heard("drained")).toMatchObject({ target: "t0", port: old });
  caller.send(get);
  expect((await caller.answer()).body).toBe("new");
});

test("a removed door finishes its requests, tells its callers to close, and is closed", async () => {
  const bed = new TestBed();
  const release = Promise.withResolvers<Response>();
  const asked = Promise.withResolvers<void>();
  const port = bed.serve(() => {
    asked.resolve();
    return release.promise;
  });
  await using _ = openBed([port], {}, {}, [], bed);
  const [busy, idle] = [await bed.call("web"), await bed.call("web")];
  busy.send(get);
  await asked.promise;
  const listening = bed.port("web");
  bed.configure({ doors: [] });
  expect(await idle.untilEnded()).toBe("end");
  await expect(fetch(`http://127.0.0.1:${listening}/`)).rejects.toThrow();
  expect(bed.said.some((one) => one.type === "closed")).toBe(false);
  release.resolve(new Response("finished"));
  expect(await busy.answer()).toMatchObject({ status: 200, body: "finished" });
  busy.socket.end();
  idle.socket.end();
  await bed.heard("closed", (one) => one.door === "web");
});

test("a door that cannot open says why, and opens when the port is free", async () => {
  const bed = new TestBed();
  const taken = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  await using _ = openBed([], { port: taken.port }, {}, [], bed);
  expect(bed.said.find((one) => one.type === "door-failed")).toMatchObject({
    door: "web",
    port: taken.port,
    code: "EADDRINUSE",
  });
  expect(bed.said.at(-1)).toEqual({ type: "configured", revision: 1 });
  taken.stop(true);
  bed.configure({});
  expect(bed.port("web")).toBe(taken.port);
});

const hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

test("a removed target's idle connections are closed at once, and busy ones when they are done", async () => {
  const bed = new TestBed();
  const closed = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const asked = Promise.withResolvers<() => void>();
  let connections = 0;
  const port = await bed.serveRaw((socket) => {
    const name = connections++;
    socket.once("data", () => {
      if (name === 0) asked.resolve(() => socket.write(hello));
      else socket.write(hello);
    });
    socket.on("end", () => closed[name]?.resolve("closed"));
  });
  await using _ = openBed([port], {}, {}, [], bed);
  const [busy, quick] = [await bed.call("web"), await bed.call("web")];
  busy.send(get);
  const finish = await asked.promise;
  quick.send(get);
  await quick.answer();
  bed.configure({ groups: [appGroup([])] });
  expect(await closed[1]?.promise).toBe("closed");
  finish();
  expect((await busy.answer()).body).toBe("hello");
  expect(await closed[0]?.promise).toBe("closed");
});

test("a connection to a target that nobody uses for the idle time-out is closed", async () => {
  const bed = new TestBed();
  const closed = Promise.withResolvers<number>();
  const port = await bed.serveRaw((socket) => {
    const start = performance.now();
    socket.once("data", () => socket.write(hello));
    socket.on("end", () => closed.resolve(performance.now() - start));
  });
  await using _ = openBed([port], { idleTimeoutMs: 80 }, {}, [], bed);
  const caller = await bed.call("web");
  caller.send(get);
  await caller.answer();
  expect(await closed.promise).toBeGreaterThan(79);
});
