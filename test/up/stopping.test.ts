import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { identityOf } from "#plinth/host/processes/identity.ts";
import type { EventView } from "#plinth/local/copies/view.ts";
import { actor, quickProbes, shop } from "./system-text.ts";
import { filesOf, isReady, nodeIn, podsIn, type UpCopy, up } from "./up.ts";

setDefaultTimeout(120_000);

const service = (more: string): Readonly<Record<string, string>> =>
  filesOf(shop(`main.service("web", { port: 80, probes: ${quickProbes}, ${more} });`));

const ofPod = (events: readonly EventView[], pod: string | undefined): string[] =>
  events.filter((event) => event.pod === pod).map(({ reason, message }) => `${reason} ${message}`);

/** Replaces the only replica, and gives the events of the one that went. */
const replace = async (copy: UpCopy): Promise<string[]> => {
  const before = await copy.until("everything is ready", isReady);
  const [pod] = podsIn(before, "main/web");
  await copy.control.restart(pod?.name ?? "");
  await copy.until("it has been replaced", (view) => {
    const names = podsIn(view, "main/web").map(({ name }) => name);
    return isReady(view) && names.length === 1 && !names.includes(pod?.name ?? "");
  });
  return ofPod(await copy.events(), pod?.name);
};

test("one that ignores SIGTERM is killed when its grace is over, and that is said", async () => {
  await using copy = await up(
    service(`command: ${actor}, env: { AT_SIGTERM: "ignore" }, shutdown: { grace: "2s" }`),
  );
  const events = await replace(copy);
  expect(events.slice(-3)).toEqual([
    "Killing is being stopped",
    "Killing did not end within 2 s; it is killed",
    "Exited ended by SIGKILL",
  ]);
  const logs = await Array.fromAsync(copy.control.logs({ of: [], follow: false }));
  expect(logs.map(({ line }) => line)).toContain("heard SIGTERM");
});

test("one that finishes what it has begun ends by itself, and nobody is killed", async () => {
  await using copy = await up(service(`command: ${actor}, env: { AT_SIGTERM: "finish" }`));
  const events = await replace(copy);
  expect(events.slice(-2)).toEqual(["Killing is being stopped", "Exited exited with 0"]);
});

test("a preStop command runs in the replica's place before SIGTERM, and its failure is said", async () => {
  const hook = `preStop: ["/bin/sh", "-c", "echo $POD_NAME $PWD > hook; kill -0 $(cat pid) && exit 7"]`;
  const text = shop(`main.service("web", {
    source: "web", port: 80, probes: ${quickProbes},
    command: ["/bin/sh", "-c", "echo $$$$ > pid; exec ${JSON.parse(actor).join(" ")}"],
    shutdown: { ${hook} },
  });`);
  await using copy = await up({ ...filesOf(text), "web/notes.txt": "" });
  const before = await copy.until("everything is ready", isReady);
  const events = await replace(copy);
  const name = podsIn(before, "main/web")[0]?.name;
  const folder = copy.project.at("web");
  expect(readFileSync(`${folder}/hook`, "utf8")).toBe(`${name} ${folder}\n`);
  expect(events).toContain("FailedPreStopHook preStop exited with 7: ");
  expect(events.at(-1)).toBe("Exited ended by SIGTERM");
});

test("children of a replica go with it, when it is killed and when it is stopped", async () => {
  const words = ["/bin/sh", "-c", `sleep 314159 & echo $! > child; ${JSON.parse(actor).join(" ")}`];
  const text = shop(`main.service("web", {
    source: "web", port: 80, probes: ${quickProbes}, command: ${JSON.stringify(words)},
  });`);
  await using copy = await up({ ...filesOf(text), "web/notes.txt": "" });
  const childNow = (): number => Number(readFileSync(copy.project.at("web/child"), "utf8"));
  const begun = await copy.until("everything is ready", isReady);
  const [pod] = podsIn(begun, "main/web");
  const first = childNow();
  expect(identityOf(first)).toBeDefined();
  process.kill(pod?.pid ?? 0, "SIGKILL");
  await copy.until("it runs again", (view) => {
    const [now] = podsIn(view, "main/web");
    return now?.restarts === 1 && now.ready;
  });
  expect(identityOf(first)).toBeUndefined();
  const second = childNow();
  expect(second).not.toBe(first);
  expect(identityOf(second)).toBeDefined();
  await copy.control.stop(pod?.name ?? "");
  expect(identityOf(second)).toBeUndefined();
});

test("a child that has gone into the background holds nobody up, and is gone after down", async () => {
  const words = ["/bin/sh", "-c", `setsid sleep 314159 & exec ${JSON.parse(actor).join(" ")}`];
  await using copy = await up(service(`command: ${JSON.stringify(words)}`));
  const begun = await copy.until("everything is ready", isReady);
  const [pod] = podsIn(begun, "main/web");
  process.kill(pod?.pid ?? 0, "SIGKILL");
  await copy.until("it runs again", (view) => {
    const [now] = podsIn(view, "main/web");
    return now?.restarts === 1 && now.ready;
  });
});

test("stop takes one replica away until start, and nothing takes its place", async () => {
  await using copy = await up(service(`command: ${actor}, replicas: 2`));
  const begun = await copy.until("everything is ready", isReady);
  const [pod, other] = podsIn(begun, "main/web");
  await copy.control.stop(pod?.name ?? "");
  const stopped = await copy.control.view();
  expect(podsIn(stopped, "main/web").find(({ name }) => name === pod?.name)).toMatchObject({
    state: "Stopped",
    ready: false,
    why: "it was stopped by hand; start it by hand",
  });
  expect(podsIn(stopped, "main/web")).toHaveLength(2);
  expect(nodeIn(stopped, "main/web").state).toBe("degraded");
  await expect(copy.control.start(other?.name ?? "")).rejects.toThrow("was not stopped by hand");
  await copy.control.start(pod?.name ?? "");
  const again = await copy.until("both are ready", isReady);
  const back = podsIn(again, "main/web").find(({ name }) => name === pod?.name);
  expect(back?.restarts).toBe(0);
  expect(back?.pid).not.toBe(pod?.pid);
});

test("what is asked of a replica that is not there is refused, and changes nothing", async () => {
  await using copy = await up(service(`command: ${actor}`));
  const begun = await copy.until("everything is ready", isReady);
  for (const verb of ["stop", "start", "restart"] as const) {
    const wrong = copy.control[verb]("web-none");
    await expect(wrong).rejects.toThrow('there is no replica "web-none"');
  }
  await expect(copy.control.scale("main", 2)).rejects.toThrow('"main" has no replicas');
  await expect(copy.control.scale("main/web", 1.5)).rejects.toThrow("cannot have 1.5 replicas");
  expect(podsIn(await copy.control.view(), "main/web")[0]?.pid).toBe(
    podsIn(begun, "main/web")[0]?.pid,
  );
  expect(existsSync(copy.folder)).toBe(true);
});
