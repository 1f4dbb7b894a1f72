import { expect, setDefaultTimeout, test } from "bun:test";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { controlOf } from "#plinth/local/copies/control.ts";
import { copyAt } from "#plinth/local/copies/copies.ts";
import { readSupervisor } from "#plinth/local/copies/state.ts";
import { tempProject } from "../temp-project.ts";
import { plinth } from "./plinth.ts";
import { supervise } from "./supervisor-process.ts";
import { actor, quickProbes, shop } from "./system-text.ts";
import { treeOf } from "./tree-of.ts";
import { filesOf, isReady, podsIn, upIn, urlIn } from "./up.ts";

setDefaultTimeout(120_000);

const files = filesOf(
  shop(`
  const web = main.service("web", { command: ${actor}, port: 80, replicas: 2, probes: ${quickProbes} });
  main.gateway("door", { routes: { "/*": web } });
`),
);

/** One whose door asks for a port. */
const onPort = (port: number): Readonly<Record<string, string>> =>
  filesOf(
    shop(`
  const web = main.service("web", { command: ${actor}, port: 80, probes: ${quickProbes} });
  main.gateway("door", { port: ${port}, routes: { "/*": web } });
`),
  );

/** Listens on a port of 127.0.0.1 as long as the block lasts. */
const listener = (): Disposable & { readonly port: number } => {
  const server = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  return { port: server.port, [Symbol.dispose]: () => server.stop(true) };
};

const viewOf = (root: string, name: string) => controlOf(copyAt(root, name)).view();

test("a second up of a running copy does nothing and says so", async () => {
  using project = tempProject(files);
  const first = await plinth(project.root, "up", "shop", "--detach");
  expect({ code: first.code, err: first.err }).toMatchObject({ code: 0 });
  const before = await viewOf(project.root, "shop");
  const second = await plinth(project.root, "up", "shop", "--detach");
  expect(second.code).toBe(0);
  expect(second.out + second.err).toContain('"shop" is up already');
  const after = await viewOf(project.root, "shop");
  expect(after.pid).toBe(before.pid);
  expect(podsIn(after, "main/web").map(({ pid }) => pid)).toEqual(
    podsIn(before, "main/web").map(({ pid }) => pid),
  );
  const runId = readSupervisor(`${project.root}/.plinth/shop`)?.runId;
  expect(await plinth(project.root, "down", "shop")).toMatchObject({ code: 0, err: "" });
  expect(markedProcesses(`PLINTH_RUN=${runId}`)).toEqual([]);
});

test("two copies run side by side; a port that is taken is explained, and another one chosen", async () => {
  using taken = listener();
  using project = tempProject(onPort(taken.port));
  await using one = await upIn(project);
  await using two = await upIn(project, { name: "second" });
  const [first, second] = await Promise.all(
    [one, two].map((copy) => copy.until("everything is ready", isReady)),
  );
  for (const view of [first, second]) {
    const note = view?.notes.find((each) => each.includes(`asks for port ${taken.port}`));
    expect(note).toMatch(
      /^"main\/door" asks for port \d+, which .+ holds; it listens on \d+ instead\.$/,
    );
    expect(note).toContain(`(pid ${process.pid})`);
  }
  if (!first || !second) return;
  expect(urlIn(first, "main/door")).not.toBe(urlIn(second, "main/door"));
  const pods = await Promise.all(
    [first, second].map(async (view) => {
      const response = await fetch(urlIn(view, "main/door"));
      return ((await response.json()) as { pod: string }).pod;
    }),
  );
  expect(pods[0]).toBe(podsIn(first, "main/web")[0]?.name ?? "");
  expect(pods[1]).toBe(podsIn(second, "main/web")[0]?.name ?? "");
});

test("a port that is asked for is listened on", async () => {
  const { port, [Symbol.dispose]: free } = listener();
  free();
  using project = tempProject(onPort(port));
  await using copy = await upIn(project, { otherPorts: false });
  const view = await copy.until("everything is ready", isReady);
  expect(urlIn(view, "main/door")).toBe(`http://127.0.0.1:${port}`);
  expect(view.notes).toEqual([]);
});

test("a port that is taken is a refusal when no other will do, and nothing is left of it", async () => {
  using taken = listener();
  using project = tempProject(onPort(taken.port));
  const before = treeOf(project.root);
  for (const words of [[], ["--detach"]]) {
    const { code, err } = await plinth(project.root, "up", "shop", "--no-other-ports", ...words);
    expect(err).toContain(`"main/door" asks for port ${taken.port}, which `);
    expect(err).toContain(`(pid ${process.pid}) holds. Free it, or leave out --no-other-ports`);
    expect(code).toBe(8);
    expect(treeOf(project.root)).toEqual(before);
  }
});

test("of many who bring the same copy up at once one does, and the others find it running", async () => {
  using project = tempProject(files);
  const file = project.at("systems/shop/system.ts");
  const request = { root: project.root, file, watch: false };
  for (let round = 0; round < 3; round++) {
    const all = await Promise.all([1, 2, 3, 4].map(() => supervise(request)));
    const winners = all.filter(({ begun }) => begun.already === false);
    expect(all.filter(({ begun }) => begun.refused)).toEqual([]);
    expect(winners).toHaveLength(1);
    const state = readSupervisor(project.at(".plinth/shop"));
    expect(state?.pid).toBe(winners[0]?.pid ?? 0);
    const marked = markedProcesses(`PLINTH_RUN=${state?.runId}`);
    expect(marked.length).toBeLessThanOrEqual(3);
    winners[0]?.signal("SIGTERM");
    for (const { exited } of all) expect(await exited).toBe(0);
  }
});

test("the same name cannot stand for two descriptions", async () => {
  using project = tempProject({
    ...files,
    "systems/other/system.ts": files["systems/shop/system.ts"] ?? "",
  });
  await using copy = await upIn(project);
  await copy.until("everything is ready", isReady);
  const { code, err } = await plinth(project.root, "up", "other", "--detach");
  expect(err).toContain('"shop" runs already, from systems/shop/system.ts');
  expect(code).toBe(2);
});
