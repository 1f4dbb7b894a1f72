import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { identityOf } from "#plinth/host/processes/identity.ts";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { copyAt } from "#plinth/local/copies/copies.ts";
import { tempProject } from "../temp-project.ts";
import { plinth } from "./plinth.ts";
import { steadyLoad } from "./steady-load.ts";
import { actor, quickProbes, shop } from "./system-text.ts";
import { filesOf, isReady, pidOf, type UpCopy, upIn, urlIn } from "./up.ts";

setDefaultTimeout(120_000);

const files = filesOf(
  shop(`
  const web = main.service("web", { command: ${actor}, port: 80, replicas: 3, probes: ${quickProbes} });
  main.service("deaf", { command: ${actor}, port: 80, env: { AT_SIGTERM: "ignore" },
    shutdown: { grace: "2s" } });
  main.gateway("door", { routes: { "/*": web } });
`),
);

const leftOf = ({ state }: UpCopy): number[] => markedProcesses(`PLINTH_RUN=${state.runId}`);

/** A process that has nothing to do with anything. */
const bystander = (): { readonly pid: number } & Disposable => {
  const child = Bun.spawn(["sleep", "3600"], { stdio: ["ignore", "ignore", "ignore"] });
  return { pid: child.pid, [Symbol.dispose]: () => child.kill("SIGKILL") };
};

/** Writes into a file of the copy's state. */
const change = (copy: { readonly folder: string }, file: string, by: object): void => {
  const path = `${copy.folder}/${file}`;
  const before = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ ...before, ...by }));
};

/** Kills supervisor and gateway, so that nobody is left to end the replicas. */
const orphan = async (copy: UpCopy): Promise<void> => {
  const gateway = pidOf(copy, "gateway");
  process.kill(gateway, "SIGSTOP");
  copy.supervisor.signal("SIGKILL");
  await copy.supervisor.exited;
  process.kill(gateway, "SIGKILL");
  expect(leftOf(copy).length).toBeGreaterThan(3);
};

test("kill -9 of the supervisor under load: within 2 s nothing is left, and up again is clean", async () => {
  using project = tempProject(files);
  await using copy = await upIn(project);
  const begun = await copy.until("everything is ready", isReady);
  const load = steadyLoad(urlIn(begun, "main/door"));
  await load.more(300);
  expect(leftOf(copy)).toHaveLength(5);
  const killed = performance.now();
  copy.supervisor.signal("SIGKILL");
  while (leftOf(copy).length > 0) await Bun.sleep(10);
  expect(performance.now() - killed).toBeLessThan(2_000);
  await load.stop();
  expect(copyAt(project.root, "shop").state).toBe("stopped");

  await using again = await upIn(project);
  expect(again.supervisor.begun.already).toBe(false);
  const back = await again.until("everything is ready", isReady);
  expect((await fetch(urlIn(back, "main/door"))).status).toBe(200);
  const events = await again.events();
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
});

test("what neither supervisor nor gateway lived to end is ended by the next up", async () => {
  using project = tempProject(files);
  await using copy = await upIn(project);
  await copy.until("everything is ready", isReady);
  await orphan(copy);
  expect(copyAt(project.root, "shop").state).toBe("orphaned");
  await using again = await upIn(project);
  expect(leftOf(copy)).toEqual([]);
  await again.until("everything is ready", isReady);
});

test("what was never written down is found by its mark, and ended by down", async () => {
  using project = tempProject(files);
  await using copy = await upIn(project);
  await copy.until("everything is ready", isReady);
  await orphan(copy);
  rmSync(`${copy.folder}/children.json`);
  const { code, out, err } = await plinth(project.root, "down");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain(`"shop" is down`);
  expect(leftOf(copy)).toEqual([]);
  expect((await plinth(project.root, "down")).code).toBe(9);
});

test("a process is ended only if it is the one that was written down", async () => {
  using project = tempProject(files);
  using stranger = bystander();
  using ours = bystander();
  await using copy = await upIn(project);
  await orphan(copy);
  change(copy, "children.json", {
    children: [
      { pid: stranger.pid, identity: "1", what: "web-1" },
      { pid: ours.pid, identity: identityOf(ours.pid), what: "web-2" },
    ],
  });
  await plinth(project.root, "down");
  expect(identityOf(ours.pid)).toBeUndefined();
  expect(identityOf(stranger.pid)).toBeDefined();
  expect(leftOf(copy)).toEqual([]);
});

test("after a reboot a copy is stopped, and nothing of before is taken for its own", async () => {
  using project = tempProject(files);
  using stranger = bystander();
  await using copy = await upIn(project);
  await copy.until("everything is ready", isReady);
  // What was written in the last few milliseconds would not be on disk yet.
  await copy.events();
  await orphan(copy);
  for (const pid of leftOf(copy)) process.kill(pid, "SIGKILL");
  const identity = identityOf(stranger.pid);
  change(copy, "supervisor.json", { boot: "another", pid: stranger.pid, identity });
  change(copy, "children.json", { children: [{ pid: stranger.pid, identity, what: "web-1" }] });
  const seen = copyAt(project.root, "shop");
  expect(seen.state).toBe("stopped");
  expect(seen.view?.state).toBe("stopped");

  const events = await plinth(project.root, "events", "--copy", "shop");
  expect(events).toMatchObject({ code: 0, err: "" });
  expect(events.out).toContain("everything is ready");
  const logs = await plinth(project.root, "logs", "--copy", "shop");
  expect(logs).toMatchObject({ code: 0, err: "" });
  expect(logs.out).toContain("listening on ");
  expect((await plinth(project.root, "ps")).out).toBe("");
  expect((await plinth(project.root, "down")).code).toBe(9);

  await using again = await upIn(project);
  await again.until("everything is ready", isReady);
  expect(identityOf(stranger.pid)).toBeDefined();
});
