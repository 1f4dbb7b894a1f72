import { expect, setDefaultTimeout, test } from "bun:test";
import { rmSync, writeFileSync } from "node:fs";
import type { PodView, SystemView } from "#plinth/local/copies/view.ts";
import { actor, quickProbes, shop } from "./system-text.ts";
import { filesOf, isReady, nodeIn, podsIn, type UpCopy, up, urlIn } from "./up.ts";

setDefaultTimeout(120_000);

const podIn = (view: SystemView, id: string, name: string): PodView | undefined =>
  podsIn(view, id).find((pod) => pod.name === name);

/** Tells one replica how to be from now on, e.g. `ready=503`. */
const tell = async (pod: PodView | undefined, how: string): Promise<void> => {
  const { ok } = await fetch(`${pod?.address}/set?${how}`, { method: "POST" });
  expect(ok).toBe(true);
};

const webOf = (copies: number): Readonly<Record<string, string>> =>
  filesOf(
    shop(`
  const web = main.service("web", {
    command: ${actor}, port: 80, replicas: ${copies}, probes: ${quickProbes},
  });
  main.gateway("door", { routes: { "/*": web } });
`),
  );

const eventsOf = async (copy: UpCopy, reason: string): Promise<string[]> =>
  (await copy.events()).filter((event) => event.reason === reason).map(({ message }) => message);

test("a readiness probe that fails takes traffic away without a restart, until it succeeds", async () => {
  await using copy = await up(webOf(2));
  const begun = await copy.until("everything is ready", isReady);
  const [sick, well] = podsIn(begun, "main/web");
  await tell(sick, "ready=503");
  const seen = await copy.until(
    "one is not ready",
    (view) => podIn(view, "main/web", sick?.name ?? "")?.ready === false,
  );
  const shown = podIn(seen, "main/web", sick?.name ?? "");
  expect(shown).toMatchObject({ state: "Running", started: true, ready: false, restarts: 0 });
  expect(shown?.why).toContain("its readiness probe fails: GET http://127.0.0.1:");
  expect(shown?.why).toEndWith("answered 503");
  expect(nodeIn(seen, "main/web").state).toBe("degraded");
  await copy.event("it says so", ({ reason, pod }) => reason === "NotReady" && pod === sick?.name);

  const answering = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const response = await fetch(urlIn(seen, "main/door"));
    answering.add(((await response.json()) as { pod: string }).pod);
  }
  expect([...answering]).toEqual([well?.name ?? ""]);

  await tell(sick, "ready=200");
  const healed = await copy.until("both are ready again", isReady);
  expect(podsIn(healed, "main/web").map(({ restarts }) => restarts)).toEqual([0, 0]);
});

test("while no replica is ready the door answers 503", async () => {
  await using copy = await up(webOf(2));
  const begun = await copy.until("everything is ready", isReady);
  for (const pod of podsIn(begun, "main/web")) await tell(pod, "ready=503");
  const seen = await copy.until(
    "none is ready",
    (view) => nodeIn(view, "main/web").replicas?.ready === 0,
  );
  expect(seen.state).toBe("degraded");
  expect(nodeIn(seen, "main/web").health).toBe("unhealthy");
  const response = await fetch(urlIn(seen, "main/door"));
  expect(response.status).toBe(503);
  for (const pod of podsIn(begun, "main/web")) await tell(pod, "ready=200");
  await copy.until("both are ready again", isReady);
  expect((await fetch(urlIn(seen, "main/door"))).status).toBe(200);
});

test("a liveness probe that fails has its replica started again, and says why", async () => {
  await using copy = await up(webOf(1));
  const begun = await copy.until("everything is ready", isReady);
  const [pod] = podsIn(begun, "main/web");
  await tell(pod, "health=500");
  const again = await copy.until("it was started again", (view) => {
    const now = podIn(view, "main/web", pod?.name ?? "");
    return now?.restarts === 1 && now.ready;
  });
  expect(podsIn(again, "main/web")[0]?.pid).not.toBe(pod?.pid);
  expect(podsIn(again, "main/web")[0]?.lastExit).toMatchObject({ signal: "SIGTERM" });
  const [killing] = await eventsOf(copy, "Killing");
  expect(killing).toStartWith("is being stopped: its liveness probe failed: GET http://127.0.0.1:");
  expect(killing).toEndWith("/health answered 500");
  const unhealthy = await eventsOf(copy, "Unhealthy");
  expect(unhealthy[0]).toStartWith("Liveness probe failed: GET ");
  expect((await eventsOf(copy, "Started"))[1]).toContain("again (restart 1)");
  expect(nodeIn(again, "main/web").restarts).toBe(1);
});

test("the three probes are told apart when a service never does well", async () => {
  const probe = (path: string, failures: number): string =>
    `{ http: "${path}", every: "1s", failures: ${failures} }`;
  const description = `
  const command = ${actor};
  main.service("deaf", { command, port: 80, env: { STARTUP: "503" },
    probes: { startup: ${probe("/startup", 2)}, liveness: ${probe("/health", 1)} } });
  main.service("sick", { command, port: 80, env: { HEALTH: "500" },
    probes: { startup: ${probe("/startup", 2)}, liveness: ${probe("/health", 1)} } });
  main.service("busy", { command, port: 80, env: { READY: "503" },
    probes: { readiness: ${probe("/ready", 1)} } });
`;
  await using copy = await up(filesOf(shop(description)));
  const looping = await copy.until("two wait to be started again", (view) =>
    ["main/deaf", "main/sick"].every((id) => nodeIn(view, id).state === "failing"),
  );
  const [deaf, sick, busy] = ["deaf", "sick", "busy"].map(
    (name) => podsIn(looping, `main/${name}`)[0],
  );
  expect(deaf).toMatchObject({ state: "CrashLoopBackOff", started: false, ready: false });
  expect(deaf?.why).toStartWith("its startup probe failed: GET ");
  expect(sick).toMatchObject({ state: "CrashLoopBackOff", ready: false });
  expect(sick?.why).toStartWith("its liveness probe failed: GET ");
  expect(busy).toMatchObject({ state: "Running", started: true, ready: false, restarts: 0 });
  expect(busy?.why).toContain("its readiness probe fails");
  for (const pod of [deaf, sick]) {
    expect(pod?.restarts).toBeGreaterThan(0);
    const waitMs = Date.parse(pod?.retryAt ?? "") - Date.parse(pod?.lastExit?.at ?? "");
    expect(waitMs).toBeGreaterThan(9_000);
    expect(waitMs).toBeLessThan(11_000);
  }
  expect(await eventsOf(copy, "BackOff")).toContain("waits 10 s before it is started again");
  expect(looping.state).toBe("starting");
  expect((await copy.events()).filter(({ node, reason }) => !node && reason === "Ready")).toEqual(
    [],
  );
});

test("a slow start is waited for as long as its startup probe allows, and liveness with it", async () => {
  const text = shop(`
  main.service("web", { command: ${actor}, port: 80, probes: ${quickProbes},
    env: { LISTENS_AFTER_MS: "2500", HEALTH: "200" } });
`);
  await using copy = await up(filesOf(text));
  const starting = await copy.until("it was asked", (view) => {
    return podsIn(view, "main/web")[0]?.why?.includes("startup probe") === true;
  });
  expect(starting.state).toBe("starting");
  expect(podsIn(starting, "main/web")[0]).toMatchObject({ started: false, ready: false });
  const ready = await copy.until("it is ready", isReady);
  expect(podsIn(ready, "main/web")[0]?.restarts).toBe(0);
  expect(ready.readyAfterMs).toBeGreaterThan(2_400);
});

test("what was said before of a probe is not blamed for an exit", async () => {
  await using copy = await up(
    filesOf(
      shop(`
  main.service("web", { command: ${actor}, port: 80, probes: {
    readiness: { http: "/ready", every: "1s", failures: 1 },
    liveness: { http: "/health", every: "1s", failures: 60 },
  } });
`),
    ),
  );
  const begun = await copy.until("everything is ready", isReady);
  const name = podsIn(begun, "main/web")[0]?.name ?? "";
  for (const restarts of [0, 1]) {
    const view = await copy.until("it runs", (now) => {
      const pod = podIn(now, "main/web", name);
      return pod?.ready === true && pod.restarts === restarts;
    });
    const pod = podIn(view, "main/web", name);
    await tell(pod, "health=500");
    await copy.event(
      "its liveness probe has failed",
      (event) => event.reason === "Unhealthy" && event.at > (pod?.startedAt ?? ""),
    );
    await fetch(`${pod?.address}/exit?code=3`, { method: "POST" }).catch(() => {});
  }
  const seen = await copy.until("it waits", (view) => {
    return podIn(view, "main/web", name)?.state === "CrashLoopBackOff";
  });
  expect(podIn(seen, "main/web", name)?.why).toBe("it ended with 3");
});

test("a service that exits at once is never ready, nor is its copy", async () => {
  const text = shop(`
  const web = main.service("web", { command: ${actor}, port: 80, env: { EXITS_WITH: "1" } });
  main.gateway("door", { routes: { "/*": web } });
`);
  await using copy = await up(filesOf(text));
  const seen = await copy.until("it waits", (view) => nodeIn(view, "main/web").state === "failing");
  expect(podsIn(seen, "main/web")[0]).toMatchObject({
    state: "CrashLoopBackOff",
    why: "it ended with 1",
    ready: false,
    lastExit: { code: 1 },
  });
  expect(seen.state).toBe("starting");
  expect((await copy.events()).some(({ reason }) => reason === "Ready")).toBe(false);
  const open = await copy.until(
    "the door listens",
    (view) => nodeIn(view, "main/door").endpoints.length > 0,
  );
  expect((await fetch(urlIn(open, "main/door"))).status).toBe(503);
});

test("a program that is not there is shown as such, and its copy is never ready", async () => {
  await using copy = await up(
    filesOf(shop(`main.service("web", { command: ["./no-such-program"], port: 80 });`)),
  );
  const seen = await copy.until("it waits", (view) => nodeIn(view, "main/web").state === "failing");
  expect(nodeIn(seen, "main/web").why).toContain("no-such-program");
  const [failed] = await eventsOf(copy, "Failed");
  expect(failed).toContain("cannot be started: ");
  expect(failed).toContain("no-such-program");
  expect(seen.state).toBe("starting");
});

test("exec and tcp probes decide as http probes do", async () => {
  const text = (file: string): string =>
    shop(`
  main.service("web", { command: ${actor}, port: 80, probes: {
    startup: { tcp: true, every: "1s" },
    readiness: { exec: ["/bin/sh", "-c", "cat ${file} && test -n \\"$POD_NAME\\""], every: "1s", failures: 1 },
  } });
`);
  const file = `/tmp/plinth-exec-probe-${process.pid}`;
  try {
    await using copy = await up(filesOf(text(file)));
    const waiting = await copy.until("its probe was asked", (view) => {
      return podsIn(view, "main/web")[0]?.why?.includes("exited with 1") === true;
    });
    expect(podsIn(waiting, "main/web")[0]).toMatchObject({ started: true, ready: false });
    expect(podsIn(waiting, "main/web")[0]?.why).toContain("No such file");
    writeFileSync(file, "");
    await copy.until("it is ready", isReady);
    rmSync(file);
    await copy.until("it is not ready any more", (view) => !podsIn(view, "main/web")[0]?.ready);
  } finally {
    rmSync(file, { force: true });
  }
});

test("a probe that hangs is given up after its time, and its command is ended", async () => {
  await using copy = await up(
    filesOf(
      shop(`
  main.service("web", { command: ${actor}, port: 80, probes: {
    readiness: { exec: ["/bin/sh", "-c", "sleep 271828"], every: "1s", timeout: "1s", failures: 1 },
  } });
  main.service("mute", { command: ${actor}, port: 80, env: { READY: "hang" }, probes: {
    readiness: { http: "/ready", every: "1s", timeout: "1s", failures: 1 },
  } });
`),
    ),
  );
  const seen = await copy.until("both were asked", (view) =>
    ["main/web", "main/mute"].every((id) => podsIn(view, id)[0]?.why?.includes("1000 ms")),
  );
  expect(podsIn(seen, "main/web")[0]?.why).toContain("took longer than 1000 ms");
  expect(podsIn(seen, "main/mute")[0]?.why).toContain("did not answer within 1000 ms");
});
