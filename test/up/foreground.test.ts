import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync } from "node:fs";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { readSupervisor } from "#plinth/local/copies/state.ts";
import { type TempProject, tempProject } from "../temp-project.ts";
import { plinth } from "./plinth.ts";
import { actor, quickProbes, shop } from "./system-text.ts";
import { filesOf } from "./up.ts";

setDefaultTimeout(120_000);

const bootstrap = Bun.fileURLToPath(new URL("../../bin/plinth.js", import.meta.url));
const program = Bun.fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

const files = filesOf(
  shop(`
  const web = main.service("web", { command: ${actor}, port: 80, replicas: 2, probes: ${quickProbes} });
  main.gateway("door", { routes: { "/*": web } });
`),
);

const stubborn = filesOf(
  shop(`main.service("web", { command: ${actor}, port: 80, env: { AT_SIGTERM: "ignore" } });`),
);

const neverReady = filesOf(
  shop(
    `main.service("web", { command: ${actor}, port: 80, env: { READY: "503" }, probes: ${quickProbes} });`,
  ),
);

/** `plinth up` in front, its lines as they come. */
const upInFront = (project: TempProject, words = [process.execPath, program]) => {
  const child = Bun.spawn([...words, "up", "shop"], {
    cwd: project.root,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { ...process.env, NO_COLOR: "1", CI: "1" },
  });
  const err = new Response(child.stderr).text();
  const reader = child.stdout.getReader();
  const decoder = new TextDecoder();
  let out = "";
  /** Reads on until a text has been said. */
  const said = async (text: string): Promise<void> => {
    while (!out.includes(text)) {
      const { done, value } = await reader.read();
      if (done) throw new Error(`"${text}" was not said, but: ${out}${await err}`);
      out += decoder.decode(value, { stream: true });
    }
  };
  return { child, said, err, hangUp: () => reader.cancel() };
};

/** What is left of the run that was just under way, once its program has ended. */
const leftOf = async (
  project: TempProject,
  child: { readonly exited: Promise<number> },
  end: () => void,
): Promise<{ readonly code: number; readonly left: readonly number[]; readonly kept: unknown }> => {
  const folder = project.at(".plinth/shop");
  const mark = `PLINTH_RUN=${readSupervisor(folder)?.runId}`;
  expect(markedProcesses(mark).length).toBeGreaterThan(1);
  end();
  return { code: await child.exited, left: markedProcesses(mark), kept: readSupervisor(folder) };
};

const nothing = { left: [], kept: undefined };

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  test(`${signal} ends everything that up in front has started, and that is no failure`, async () => {
    using project = tempProject(files);
    const { child, said, err } = upInFront(project);
    await said("everything is ready");
    const end = await leftOf(project, child, () => child.kill(signal));
    expect(end).toEqual({ code: 0, ...nothing });
    expect(await err).toContain('"shop" is down; nothing of it runs');
  });
}

test("Ctrl-C before everything is ready ends it too, and says that it was interrupted", async () => {
  using project = tempProject(neverReady);
  const { child, said } = upInFront(project);
  await said("Unhealthy");
  const end = await leftOf(project, child, () => child.kill("SIGINT"));
  expect(end).toEqual({ code: 130, ...nothing });
});

test("Ctrl-C while a detached copy is begun ends the waiting, and says that the copy goes on", async () => {
  using project = tempProject(neverReady);
  const child = Bun.spawn([process.execPath, program, "up", "shop", "--detach"], {
    cwd: project.root,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const err = new Response(child.stderr).text();
  while (!existsSync(project.at(".plinth/shop/supervisor.log"))) await Bun.sleep(1);
  child.kill("SIGINT");
  expect(await child.exited).toBe(130);
  expect(await err).toContain('"shop" goes on starting without you');
  expect(await err).toContain('"plinth down shop" ends it');
  await plinth(project.root, "down", "shop");
});

test("a second Ctrl-C ends at once what does not heed the first, and leaves nothing", async () => {
  using project = tempProject(stubborn);
  const { child, said } = upInFront(project);
  await said("everything is ready");
  const folder = project.at(".plinth/shop");
  const mark = `PLINTH_RUN=${readSupervisor(folder)?.runId}`;
  child.kill("SIGINT");
  await said("Killing");
  // Two that come together are one: a terminal and our bootstrap both send it.
  const again = setInterval(() => child.kill("SIGINT"), 100);
  expect(await child.exited).toBe(130);
  clearInterval(again);
  const until = performance.now() + 2_000;
  while (markedProcesses(mark).length > 0 && performance.now() < until) await Bun.sleep(10);
  expect(markedProcesses(mark)).toEqual([]);
});

test("when nobody reads what is said any more, everything is ended", async () => {
  using project = tempProject(files);
  const { child, said, hangUp } = upInFront(project);
  await said("everything is ready");
  const [pid] = markedProcesses(`PLINTH_RUN=${readSupervisor(project.at(".plinth/shop"))?.runId}`);
  const end = await leftOf(project, child, () => {
    void hangUp();
    // Something to say, so that it finds nobody there.
    process.kill(pid ?? 0, "SIGKILL");
  });
  expect(end).toMatchObject(nothing);
});

test("kill -9 of what started us ends everything as well", async () => {
  using project = tempProject(files);
  const node = Bun.which("node") ?? "node";
  const { child, said } = upInFront(project, [node, bootstrap]);
  await said("everything is ready");
  const supervisor = readSupervisor(project.at(".plinth/shop"));
  expect(supervisor?.pid).not.toBe(child.pid);
  const mark = `PLINTH_RUN=${supervisor?.runId}`;
  child.kill("SIGKILL");
  await child.exited;
  const until = performance.now() + 20_000;
  const folder = project.at(".plinth/shop");
  while (readSupervisor(folder) && performance.now() < until) await Bun.sleep(10);
  expect(readSupervisor(folder)).toBeUndefined();
  expect(markedProcesses(mark)).toEqual([]);
});
