import { expect, setDefaultTimeout, test } from "bun:test";
import { steadyLoad } from "./steady-load.ts";
import { actor, quickProbes, shop } from "./system-text.ts";
import { filesOf, isReady, nodeIn, pidOf, podsIn, up, urlIn } from "./up.ts";

setDefaultTimeout(120_000);

const web = (shutdown: string, env: string): string =>
  shop(`
  const web = main.service("web", {
    command: ${actor}, port: 80, replicas: 3, probes: ${quickProbes},
    rollout: { maxSurge: 1, maxUnavailable: 0 }, shutdown: ${shutdown}, env: ${env},
  });
  main.gateway("door", { routes: { "/*": web } });
`);

const kinds = {
  "a service that finishes what it has begun at SIGTERM": web(
    `{ grace: "10s" }`,
    `{ AT_SIGTERM: "finish" }`,
  ),
  "a service that dies at SIGTERM, with a preStop wait": web(
    `{ grace: "10s", preStop: "5s" }`,
    "{}",
  ),
};

for (const [what, text] of Object.entries(kinds)) {
  test(`${what}: rolling restart, scaling, stop and start lose no request`, async () => {
    await using copy = await up(filesOf(text));
    const begun = await copy.until("everything is ready", isReady);
    const load = steadyLoad(`${urlIn(begun, "main/door")}/?ms=3`);
    await load.more(500);

    const before = podsIn(begun, "main/web").map(({ name }) => name);
    await copy.control.restart("main/web");
    const rolled = await copy.until("all replicas are new", (view) => {
      const pods = podsIn(view, "main/web");
      const isOld = pods.some(({ name }) => before.includes(name));
      return !isOld && isReady(view) && nodeIn(view, "main/web").state === "running";
    });
    expect(podsIn(rolled, "main/web")).toHaveLength(3);
    await load.more(500);

    await copy.control.scale("main/web", 10);
    await copy.until("ten are ready", (view) => nodeIn(view, "main/web").replicas?.ready === 10);
    await load.more(500);
    await copy.control.scale("main/web", 3);
    const three = await copy.until(
      "three are left",
      (view) => podsIn(view, "main/web").length === 3 && isReady(view),
    );
    await load.more(500);

    const [pod] = podsIn(three, "main/web");
    const stopped = pod?.name ?? "";
    await copy.control.stop(stopped);
    await copy.until("one is stopped", (view) => {
      const found = podsIn(view, "main/web").find(({ name }) => name === stopped);
      return found?.state === "Stopped" && found.pid === undefined;
    });
    await load.more(500);
    await copy.control.start(stopped);
    await copy.until("it is back", isReady);
    await load.more(500);

    const { answered, failures } = await load.stop();
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(3_000);
  });
}

test("kill -9 of a replica loses at most what was in flight on it", async () => {
  const connections = 24;
  await using copy = await up(filesOf(web(`{ grace: "10s" }`, "{}")));
  const begun = await copy.until("everything is ready", isReady);
  const load = steadyLoad(`${urlIn(begun, "main/door")}/?ms=3`, { connections });
  await load.more(500);
  const [pod] = podsIn(begun, "main/web");
  process.kill(pod?.pid ?? 0, "SIGKILL");
  await copy.until("it runs again", (view) => {
    const now = podsIn(view, "main/web").find(({ name }) => name === pod?.name);
    return now?.restarts === 1 && now.ready;
  });
  await load.more(1_000);
  const { failures } = await load.stop();
  expect(failures.filter((failure) => !failure.includes("answered 502"))).toEqual([]);
  expect(failures.length).toBeLessThan(connections);
  const exited = await copy.event("it was killed", ({ reason }) => reason === "Exited");
  expect(exited).toMatchObject({
    type: "Warning",
    pod: pod?.name ?? "",
    message: "ended by SIGKILL",
  });
});

test("kill -9 of the gateway: it is back on the same port, and answers", async () => {
  await using copy = await up(filesOf(web(`{ grace: "10s" }`, "{}")));
  const begun = await copy.until("everything is ready", isReady);
  const door = urlIn(begun, "main/door");
  const load = steadyLoad(door);
  await load.more(200);
  process.kill(pidOf(copy, "gateway"), "SIGKILL");
  await load.more(200);
  await load.stop();
  const back = await copy.until("everything is ready again", isReady);
  expect(urlIn(back, "main/door")).toBe(door);
  expect(podsIn(back, "main/web").map(({ pid }) => pid)).toEqual(
    podsIn(begun, "main/web").map(({ pid }) => pid),
  );
  const again = steadyLoad(door);
  await again.more(500);
  expect((await again.stop()).failures).toEqual([]);
  await copy.control.restart("main/web");
  await copy.until("new replicas are routed to", (view) => {
    const targets = nodeIn(view, "main/door").targets ?? [];
    const healthy = targets.filter(({ state }) => state === "healthy").map(({ pod }) => pod);
    const old = podsIn(begun, "main/web").map(({ name }) => name);
    return healthy.length === 3 && !healthy.some((name) => old.includes(name));
  });
});
