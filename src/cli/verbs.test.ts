import { expect, test } from "bun:test";
import type { EventView, LogView, SystemView } from "#plinth/local/copies/view.ts";
import { type FakeOptions, typed } from "./fixtures/fake-world.ts";
import { copyOf, damagedCopy, hello, shop, stoppedCopy } from "./fixtures/views.ts";

const shopCopies = [copyOf(shop), stoppedCopy];
const web = "aws/vpc/main/web";

const jsonOf = (out: string): unknown[] =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test("ps lists what runs, and with --all what ran", async () => {
  const some = await typed("ps", { copies: shopCopies });
  expect(some.out).toContain("shop-two");
  expect(some.out).not.toContain("old");
  expect((await typed("ps --all", { copies: shopCopies })).out).toContain("old");
});

test("ps of nothing says on stderr what would start something, and stdout stays empty", async () => {
  const { out, err, exitCode } = await typed("ps", { copies: [stoppedCopy] });
  expect([out, exitCode]).toEqual(["", 0]);
  expect(err).toBe(
    'nothing runs in this project; 1 stopped (plinth ps --all); "plinth up" starts a system\n',
  );
});

test("ps --json has a row for each copy, a damaged one with its reason", async () => {
  const { out } = await typed("ps --json", { copies: [copyOf(hello), damagedCopy] });
  expect(JSON.parse(out)).toEqual({
    schema: 1,
    copies: [
      {
        name: "hello",
        state: "ready",
        folder: "/project/.plinth/hello",
        system: "hello",
        file: "system.ts",
        profile: "default",
        startedAt: hello.startedAt,
        pid: 77,
        urls: ["http://127.0.0.1:8081"],
      },
      {
        name: "broken",
        state: "damaged",
        folder: "/project/.plinth/broken",
        why: damagedCopy.why,
      },
    ],
  });
});

test("status ends in 0 when all is well, in 1 when something is not", async () => {
  expect((await typed("status", { copies: [copyOf(hello)] })).exitCode).toBe(0);
  expect((await typed("status", { copies: shopCopies })).exitCode).toBe(1);
  expect((await typed("status alb", { copies: shopCopies })).exitCode).toBe(0);
  expect((await typed("status web", { copies: shopCopies })).exitCode).toBe(1);
});

test("status of a copy that is stopped shows what it was like, and ends in 1", async () => {
  const { out, exitCode } = await typed("status -c old", { copies: shopCopies });
  expect(out).toContain("old is stopped");
  expect(exitCode).toBe(1);
});

test("status of a copy whose state cannot be read says why", async () => {
  const { err, exitCode } = await typed("status", { copies: [damagedCopy] });
  expect(exitCode).toBe(8);
  expect(err).toBe(`nothing can be seen of "broken", it is damaged: ${damagedCopy.why}\n`);
});

test("status --json is the state of the copy and its whole view", async () => {
  const { out } = await typed("status --json", { copies: [copyOf(hello)] });
  expect(JSON.parse(out)).toEqual({
    schema: 1,
    copy: "running",
    view: JSON.parse(JSON.stringify(hello)),
  });
});

test("status --follow draws every view in place on a terminal, until Ctrl-C", async () => {
  const views: SystemView[] = [{ ...hello, state: "starting" }, hello];
  const options = { copies: [copyOf(hello)], views, thenCtrlC: true };
  const { frames, exitCode } = await typed("status --follow", { ...options, live: true });
  expect([frames.length, exitCode]).toEqual([2, 0]);
  expect(frames[0]).toContain("hello is starting");
  const piped = await typed("status --follow --json", options);
  expect(jsonOf(piped.out)).toMatchObject([{ view: { state: "starting" } }, { view: hello }]);
});

test("restart replaces a service or one replica", async () => {
  const node = await typed("restart web", { copies: shopCopies });
  expect(node.done).toEqual([`restart ${web}`]);
  expect(node.out).toBe(`replacing the 3 replicas of "${web}", one after another\n`);
  const pod = await typed("restart web-5143c-9", { copies: shopCopies });
  expect(pod.done).toEqual(["restart web-5143c-9kqrt"]);
});

test("scale holds a count, and auto gives it back", async () => {
  const held = await typed("scale web=5", { copies: shopCopies });
  expect(held.done).toEqual([`scale ${web} 5`]);
  expect(held.out).toBe(
    `holding "${web}" at 5 replicas (now 3) until "plinth scale ${web}=auto"\n`,
  );
  expect((await typed("scale main/web=auto", { copies: shopCopies })).done).toEqual([
    `scale ${web} null`,
  ]);
});

test("scale refuses what has no replicas, and a word without a count", async () => {
  const alb = await typed("scale alb=2", { copies: shopCopies });
  expect([alb.exitCode, alb.err]).toEqual([
    2,
    '"aws/vpc/alb" has no replicas; only services can be scaled\n',
  ]);
  const bare = await typed("scale web", { copies: shopCopies });
  expect(bare.err).toBe('"web" does not say how many; write e.g. "time=5", or "time=auto"\n');
  expect([...alb.done, ...bare.done]).toEqual([]);
});

const broker: FakeOptions = {
  copies: shopCopies,
  connections: {
    [web]: [
      { port: "amqp", text: "amqp://a:pw@127.0.0.1:1/", user: "a", secret: true },
      { port: "management", text: "http://a:pw@127.0.0.1:2", user: "a", secret: true },
    ],
  },
};

test("connect prints what opens a node and nothing else, so that a shell can pass it on", async () => {
  const { out, err, exitCode } = await typed("connect web", broker);
  expect([out, err, exitCode]).toEqual(["amqp://a:pw@127.0.0.1:1/\n", "", 0]);
  const { out: pages } = await typed("connect web --port management", broker);
  expect(pages).toBe("http://a:pw@127.0.0.1:2\n");
});

test("connect tells a person that it is secret, and what else there is", async () => {
  const { out, err } = await typed("connect web", { ...broker, live: true });
  expect(out).toBe("amqp://a:pw@127.0.0.1:1/\n");
  expect(err).toContain("this is secret");
  expect(err).toContain('has "amqp", "management"; --port says which');
});

test("connect refuses what has no door, and a door that is not there", async () => {
  const { err } = await typed("connect web --port amqps", broker);
  expect(err).toBe(`"${web}" has "amqp", "management", no "amqps"\n`);
  const none = await typed("connect alb", broker);
  expect([none.exitCode, none.out]).toEqual([2, ""]);
  expect(none.err).toContain("has no door that listens");
});

test("stop and start take one replica", async () => {
  expect((await typed("stop web-5143c-9", { copies: shopCopies })).done).toEqual([
    "stop web-5143c-9kqrt",
  ]);
  expect((await typed("start web-5143c-9", { copies: shopCopies })).done).toEqual([
    "start web-5143c-9kqrt",
  ]);
});

test("the copy may be named first, or with -c", async () => {
  const copies = [copyOf(hello), copyOf(shop)];
  expect((await typed("restart shop-two web", { copies })).done).toEqual([`restart ${web}`]);
  expect((await typed("restart -c hello web", { copies })).done).toEqual(["restart main/web"]);
});

test("what does not run cannot be changed", async () => {
  const { exitCode, err } = await typed("restart old web", { copies: shopCopies });
  expect([exitCode, err]).toEqual([9, '"old" does not run, it is stopped; try "plinth up"\n']);
});

test("--dry-run says what would be done and asks for nothing", async () => {
  const lines = await Promise.all(
    [
      "restart web",
      "scale web=5",
      "scale web=auto",
      "stop web-5143c-9",
      "down",
      "down --all --volumes",
    ].map(async (words) => {
      const { out, done } = await typed(`${words} --dry-run`, { copies: shopCopies });
      expect(done).toEqual([]);
      return out;
    }),
  );
  expect(lines.join("")).toBe(
    [
      `would replace the 3 replicas of "${web}", one after another`,
      `would hold "${web}" at 5 replicas (now 3) until "plinth scale ${web}=auto"`,
      `would give "${web}" back to whoever decided before`,
      'would stop the replica "web-5143c-9kqrt"',
      'would end "shop-two" (degraded, 3 replicas)',
      'would end "shop-two" (degraded, 3 replicas), and remove .plinth/shop-two',
      'would end "old" (stopped, 0 replicas), and remove .plinth/old',
      "",
    ].join("\n"),
  );
});

test("down ends the one that runs, a named one, or all", async () => {
  expect((await typed("down", { copies: shopCopies })).done).toEqual(["down shop-two"]);
  const copies = [copyOf(hello), copyOf(shop)];
  expect((await typed("down hello --volumes", { copies })).done).toEqual([
    "down hello with volumes",
  ]);
  const all = await typed("down --all --json", { copies });
  expect(all.done).toEqual(["down hello", "down shop-two"]);
  expect(JSON.parse(all.out)).toEqual({
    schema: 1,
    down: [
      { name: "hello", processes: 3 },
      { name: "shop-two", processes: 3 },
    ],
    volumes: false,
    dryRun: false,
  });
});

test("down of nothing says so and ends in 9", async () => {
  for (const words of ["down", "down --all"]) {
    const { exitCode, err } = await typed(words, { copies: [stoppedCopy] });
    expect(exitCode).toBe(9);
    expect(err).toStartWith("nothing runs in this project");
  }
  const named = await typed("down old", { copies: [copyOf(hello), stoppedCopy] });
  expect(named.err).toBe('"old" is stopped already; what runs: "hello" (ready)\n');
});

test("down of a stopped copy with --volumes removes what it kept", async () => {
  for (const words of ["down old --volumes", "down --volumes"]) {
    const { done } = await typed(words, { copies: [stoppedCopy] });
    expect(done).toEqual(["down old with volumes"]);
  }
});

test("wait ends when what is waited for is so", async () => {
  const views: SystemView[] = [{ ...hello, state: "starting" }, hello];
  const { exitCode, out } = await typed("wait", { copies: [copyOf(hello)], views });
  expect([exitCode, out]).toEqual([0, "hello: ready\n"]);
});

test("wait for something that does not come ends in 7 and names what is missing", async () => {
  const { exitCode, err } = await typed("wait --timeout 20ms", { copies: [copyOf(shop)] });
  expect(exitCode).toBe(7);
  expect(err).toBe(
    [
      "shop-two is not ready after 20 ms",
      "stock waits for web",
      "web is degraded, 1 of 3 ready: web-5143c-62v8w: its readiness probe fails: HTTP 503",
      "",
    ].join("\n"),
  );
});

test("wait for a node looks at that node alone", async () => {
  const { exitCode, out } = await typed("wait alb --for healthy", { copies: [copyOf(shop)] });
  expect([exitCode, out]).toEqual([0, "alb: healthy\n"]);
});

test("wait for what has failed for good ends in 1 at once", async () => {
  const nodes = hello.nodes.map((node) =>
    node.id === "main/door" ? { ...node, state: "failed" as const, why: "port 1 is taken" } : node,
  );
  const failed: SystemView = { ...hello, state: "starting", nodes };
  const { exitCode, err } = await typed("wait", { copies: [copyOf(failed)] });
  expect([exitCode, err]).toEqual([
    1,
    "hello will not be ready: main/door has failed: port 1 is taken\n",
  ]);
});

test("wait with a misspelt node is refused before it waits", async () => {
  const { exitCode, err } = await typed("wait wbe --timeout 60s", { copies: [copyOf(shop)] });
  expect([exitCode, err]).toEqual([
    2,
    '"shop-two" has no node or replica "wbe"; did you mean "web"?\n',
  ]);
});

test("wait --for stopped is done when the copy is stopped, or goes", async () => {
  const before = await typed("wait -c old --for stopped", { copies: shopCopies });
  expect(before.out).toBe("old: stopped\n");
  const views: SystemView[] = [hello, { ...hello, state: "stopped" }];
  const { exitCode } = await typed("wait --for stopped", { copies: [copyOf(hello)], views });
  expect(exitCode).toBe(0);
});

const logs: LogView[] = ["a", "b"].map((line, i) => ({
  schema: 1,
  at: `2026-03-01T11:59:5${i}.000Z`,
  node: i === 0 ? web : "aws/vpc/main/stock",
  pod: i === 0 ? "web-5143c-2zxlv" : "stock-1-abcde",
  stream: "stdout",
  line,
}));

test("logs show who wrote what; a node or a replica picks its own", async () => {
  const all = await typed("logs", { copies: shopCopies, logs });
  expect(all.out).toBe("web-5143c-2zxlv | a\nstock-1-abcde | b\n");
  expect((await typed("logs stock", { copies: shopCopies, logs })).out).toBe("stock-1-abcde | b\n");
  expect((await typed("logs web-5143c-2", { copies: shopCopies, logs })).out).toBe(
    "web-5143c-2zxlv | a\n",
  );
});

test("logs of a copy that is stopped come from disk", async () => {
  const { out, exitCode } = await typed("logs old", { copies: shopCopies, logs });
  expect([out.split("\n").length, exitCode]).toEqual([3, 0]);
});

const events: EventView[] = [
  {
    schema: 1,
    seq: 7,
    at: "2026-03-01T11:59:50.000Z",
    type: "Normal",
    node: web,
    pod: "web-5143c-gone1",
    reason: "Exited",
    message: "exited with 0",
  },
];

test("logs and events --json are one object a line, as they are", async () => {
  const line = await typed("logs -n 1 --json", { copies: shopCopies, logs });
  expect(jsonOf(line.out)).toEqual(logs);
  const event = await typed("events --json", { copies: shopCopies, events });
  expect(jsonOf(event.out)).toEqual(events);
});

test("events of a replica that is gone are found by its whole name", async () => {
  const { out, exitCode } = await typed("events web-5143c-gone1", { copies: shopCopies, events });
  expect([exitCode, out]).toEqual([0, "11:59:50.000  web-5143c-gone1  Exited  exited with 0\n"]);
});
