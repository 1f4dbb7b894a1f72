import { expect, test } from "bun:test";
import type { Copy } from "#plinth/local/copies/copy.ts";
import type { EventView, LogView, SystemView } from "#plinth/local/copies/view.ts";
import type { UpRequest } from "#plinth/local/up-request.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { type TempProject, tempProject } from "../../../test/temp-project.ts";
import { type FakeOptions, fakeControl, typed } from "../fixtures/fake-world.ts";
import { copyOf, hello } from "../fixtures/views.ts";

const project = (): TempProject =>
  tempProject({
    "package.json": "{}",
    "system.ts": `import { system } from "plinth";
export default system("hello", { profiles: ["dev", "prod"] }, (s) => {
  const main = s.kubernetes("main");
  const web = main.service("web", { command: "serve web", port: 80, replicas: 2 });
  main.gateway("door", { routes: { "/*": web }, port: 8081 });
});`,
  });

const { readyAfterMs: _, ...notReady } = hello;
const starting: SystemView = {
  ...notReady,
  state: "starting",
  nodes: hello.nodes.map((node) =>
    node.id === "main/web"
      ? { ...node, state: "starting", replicas: { wanted: 2, ready: 1, total: 2 } }
      : node,
  ),
};

/** A run with these views, started in this process or beside it. */
const running = (more: FakeOptions & { already?: boolean; asked?: UpRequest[] }): FakeOptions => {
  const { already = false, asked = [], ...options } = more;
  const copy: Copy = copyOf(options.views?.[0] ?? hello);
  return {
    ...options,
    local: {
      upHere: async (request, listen) => {
        asked.push(request);
        const done: string[] = [];
        const stop = (): void => {};
        const control = fakeControl(copy, options, { done, stop });
        return {
          kill: () => {},
          control,
          copy,
          already,
          ended: listen().aborted ? Promise.reject() : Promise.resolve(),
        };
      },
      upDetached: async (request) => {
        asked.push(request);
        return { copy, already };
      },
    },
  };
};

const events: readonly EventView[] = ["Old", "Started"].map((reason, i) => ({
  schema: 1,
  seq: i,
  at: i === 0 ? "2026-03-01T09:00:00.000Z" : "2026-03-01T12:00:00.100Z",
  type: "Normal",
  node: "main/web",
  reason,
  message: "says so",
}));

test("up asks for what was typed, with the project of the file as root", async () => {
  using folder = project();
  const asked: UpRequest[] = [];
  const words = "up --name second --profile prod --no-other-ports --no-watch --autoscaler-speed 30";
  await typed(words, running({ cwd: folder.root, asked }));
  await typed("up -d", running({ cwd: folder.root, asked }));
  const file = folder.at("system.ts");
  expect(asked).toEqual([
    {
      root: folder.root,
      file,
      otherPorts: false,
      watch: false,
      name: "second",
      profile: "prod",
      autoscalerSpeed: 30,
    },
    { root: folder.root, file, otherPorts: true, watch: true },
  ]);
});

test("in a pipe it prints this run's events, and the address when everything is ready", async () => {
  using folder = project();
  const views = [starting, hello];
  const { out, err, exitCode } = await typed("up", running({ cwd: folder.root, views, events }));
  expect(exitCode).toBe(0);
  expect(out.split("\n").sort()).toEqual(
    [
      "",
      "  http://127.0.0.1:8081  door",
      '"hello" is ready after 180 ms; Ctrl-C ends it',
      "12:00:00.100  main/web  Started  says so",
    ].sort(),
  );
  expect(err).toBe('"hello" is down; nothing of it runs\n');
});

test("on a terminal it draws every view, and takes the drawing away at the end", async () => {
  using folder = project();
  const views = [starting, hello];
  const options = running({ cwd: folder.root, views, live: true });
  const { out, frames } = await typed("up", options);
  expect(out).toBe("");
  expect(frames.at(0)).toContain("web is starting, 1 of 2 ready");
  expect(frames.at(-1)).toContain("http://127.0.0.1:8081");
});

test("with --json every view and event is an object in a line", async () => {
  using folder = project();
  const views = [starting, hello];
  const { out } = await typed("up --json", running({ cwd: folder.root, views, events }));
  const lines = out
    .trimEnd()
    .split("\n")
    .map((line) => Object.keys(JSON.parse(line)).join());
  expect(lines.sort()).toEqual(["schema,event", "schema,view", "schema,view"]);
});

test("a second up says that it runs, and ends in 0", async () => {
  using folder = project();
  for (const words of ["up", "up --detach"]) {
    const { exitCode, out } = await typed(words, running({ cwd: folder.root, already: true }));
    expect(exitCode).toBe(0);
    expect(out).toBe(
      '"hello" is up already (ready, pid 77); nothing was done\n  http://127.0.0.1:8081  door\n',
    );
  }
});

test("detached it returns when everything is ready, and says how to see and end it", async () => {
  using folder = project();
  const views = [starting, hello];
  const { exitCode, out } = await typed("up -d", running({ cwd: folder.root, views }));
  expect(exitCode).toBe(0);
  expect(out).toBe(
    [
      '"hello" is ready after 180 ms',
      "  http://127.0.0.1:8081  door",
      '"plinth status" and "plinth logs -f" show it, "plinth down hello" ends it',
      "",
    ].join("\n"),
  );
});

test("detached with --json it is one object", async () => {
  using folder = project();
  const { out } = await typed("up -d --json", running({ cwd: folder.root, views: [hello] }));
  const said = JSON.parse(out);
  expect(said).toMatchObject({ schema: 1, name: "hello", already: false, state: "ready" });
  expect(said.urls).toEqual(["http://127.0.0.1:8081"]);
});

test("detached and not ready in time it ends in 7 and says what is missing", async () => {
  using folder = project();
  const options = running({ cwd: folder.root, views: [starting] });
  const { exitCode, err } = await typed("up -d --timeout 20ms", options);
  expect(exitCode).toBe(7);
  expect(err).toBe(
    [
      '"hello" is not ready after 20 ms',
      "web is starting, 1 of 2 ready",
      'it is still up: "plinth logs -c hello" shows more, "plinth down hello" ends it',
      "",
    ].join("\n"),
  );
});

test("a service that exits over and over ends a detached up in 1, with its last words", async () => {
  using folder = project();
  const failing: SystemView = {
    ...starting,
    nodes: starting.nodes.map((node) =>
      node.id === "main/web" ? { ...node, state: "failing", why: "it ended with 1" } : node,
    ),
  };
  const logs: LogView[] = [
    {
      schema: 1,
      at: hello.startedAt,
      node: "main/web",
      pod: "web-1",
      stream: "stderr",
      line: "no database",
    },
  ];
  const { exitCode, err } = await typed(
    "up -d",
    running({ cwd: folder.root, views: [failing], logs }),
  );
  expect(exitCode).toBe(1);
  expect(err.split("\n").slice(0, 2)).toEqual([
    '"hello" will not get ready: main/web fails over and over: it ended with 1',
    "  web-1 | no database",
  ]);
});

test("what the supervisor refuses is said as it is", async () => {
  using folder = project();
  const { exitCode, err } = await typed("up", {
    cwd: folder.root,
    local: { upHere: () => Promise.reject(new Refusal("environment", "port 80 is taken")) },
  });
  expect([exitCode, err]).toEqual([8, "port 80 is taken\n"]);
});

test("a dry run says what would be opened and started", async () => {
  using folder = project();
  const { out, done } = await typed("up --dry-run", { cwd: folder.root });
  expect(done).toEqual([]);
  expect(out).toBe(
    [
      "would listen as main/door on port 8081: /* -> main/web",
      "would start 2 × main/web: /bin/sh -c exec serve web",
      "",
    ].join("\n"),
  );
});
