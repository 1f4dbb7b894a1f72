import { expect, setDefaultTimeout, test } from "bun:test";
import { copyFileSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import type { SystemView } from "#plinth/local/copies/view.ts";
import { steadyLoad } from "./steady-load.ts";
import { actor, quickProbes, shop } from "./system-text.ts";
import { filesOf, isReady, nodeIn, podsIn, type UpCopy, up, urlIn } from "./up.ts";

setDefaultTimeout(120_000);

const actorFile = JSON.parse(actor)[1];
const actorText = readFileSync(actorFile, "utf8");

/** What to write for the environment of `web`, and how many of it and what else there are. */
const text = ({ says = "one", replicas = 2, more = "", other = true } = {}): string =>
  shop(`
  const web = main.service("web", {
    source: "services/web", port: 80, replicas: ${replicas}, probes: ${quickProbes},
    env: { SAYS: "${says}", AT_SIGTERM: "finish" },
  });
  ${other ? `main.service("other", { command: ${actor}, port: 80, probes: ${quickProbes} });` : ""}
  main.gateway("door", { routes: { "/*": web } });
  ${more}
`);

const project = (): Readonly<Record<string, string>> => ({
  ...filesOf(text()),
  "services/web/package.json": `{ "main": "main.ts" }`,
  "services/web/main.ts": actorText,
});

const rewrite = (copy: UpCopy, description: string): void =>
  writeFileSync(copy.project.at("systems/shop/system.ts"), description);

const namesOf = (view: SystemView, id: string): string[] =>
  podsIn(view, id)
    .map(({ name }) => name)
    .sort();

/** All replicas of a service are others, all of one revision, and everything is well. */
const isReplaced =
  (before: SystemView, id: string) =>
  (view: SystemView): boolean => {
    const names = namesOf(view, id);
    const old = namesOf(before, id);
    return (
      isReady(view) && nodeIn(view, id).state === "running" && !names.some((n) => old.includes(n))
    );
  };

test("a changed source file replaces the replicas of its service, no other, and loses no request", async () => {
  await using copy = await up(project(), { watch: true });
  const begun = await copy.until("everything is ready", isReady);
  const load = steadyLoad(urlIn(begun, "main/door"));
  await load.more(300);
  const file = copy.project.at("services/web/main.ts");
  writeFileSync(file, actorText.replace("says: SAYS,", `says: "changed",`));
  const after = await copy.until("web is new", isReplaced(begun, "main/web"));
  await load.more(300);
  expect((await load.stop()).failures).toEqual([]);
  expect(namesOf(after, "main/other")).toEqual(namesOf(begun, "main/other"));
  const response = await fetch(urlIn(after, "main/door"));
  expect(await response.json()).toMatchObject({ says: "changed" });
});

test("a file that is touched, or written as it was, replaces nothing", async () => {
  await using copy = await up(project(), { watch: true });
  const begun = await copy.until("everything is ready", isReady);
  utimesSync(copy.project.at("services/web/main.ts"), new Date(), new Date());
  rewrite(copy, text());
  // What follows is seen after it, so the former has been looked at when this has been done.
  rewrite(copy, text({ replicas: 3 }));
  const three = await copy.until("three are ready", (view) => {
    return nodeIn(view, "main/web").replicas?.ready === 3;
  });
  expect(namesOf(three, "main/web")).toEqual(expect.arrayContaining(namesOf(begun, "main/web")));
  expect(namesOf(three, "main/other")).toEqual(namesOf(begun, "main/other"));
  expect((await copy.events()).some(({ reason }) => reason === "RollingUpdate")).toBe(false);
});

test("a changed variable replaces its service; a service that is added starts, one taken out ends", async () => {
  await using copy = await up(project(), { watch: true });
  const begun = await copy.until("everything is ready", isReady);
  rewrite(copy, text({ says: "two" }));
  const two = await copy.until("web is new", isReplaced(begun, "main/web"));
  expect(namesOf(two, "main/other")).toEqual(namesOf(begun, "main/other"));
  expect(await (await fetch(urlIn(two, "main/door"))).json()).toMatchObject({ says: "two" });

  const more = `main.service("late", { command: ${actor}, port: 80, env: { WEB: web.url } });
  main.gateway("side", { routes: { "/*": web } });`;
  rewrite(copy, text({ says: "two", more }));
  const late = await copy.until("it is there", (view) => {
    return isReady(view) && view.nodes.some(({ id }) => id === "main/late");
  });
  expect(namesOf(late, "main/web")).toEqual(namesOf(two, "main/web"));
  expect(urlIn(late, "main/door")).toBe(urlIn(two, "main/door"));
  expect(await (await fetch(urlIn(late, "main/side"))).json()).toMatchObject({ says: "two" });
  const [pod] = podsIn(late, "main/late");
  const environment = (await (await fetch(`${pod?.address}/env`)).json()) as { WEB: string };
  expect(await (await fetch(environment.WEB)).json()).toMatchObject({ says: "two" });

  rewrite(copy, text({ says: "two" }));
  const without = await copy.until(
    "it is gone",
    (view) => view.nodes.length === late.nodes.length - 2,
  );
  expect(namesOf(without, "main/web")).toEqual(namesOf(two, "main/web"));
  await copy.event("its process ended", ({ reason, pod: of }) => {
    return reason === "Exited" && of === pod?.name;
  });
  await expect(fetch(urlIn(late, "main/side"))).rejects.toThrow();
});

test("a description that is broken changes nothing, says why, and does no harm to a later one", async () => {
  await using copy = await up(project(), { watch: true });
  const begun = await copy.until("everything is ready", isReady);
  const broken: readonly (readonly [string, string])[] = [
    ["export default = ;", "does not compile"],
    [text({ more: `throw new Error("no luck");` }), "throws: no luck"],
    [text({ more: `main.service("Bad Name", { command: "x", port: 1 });` }), "has an error"],
    [text({ more: `main.service("gone", { source: "nowhere", port: 1 });` }), "nowhere"],
  ];
  for (const [description, says] of broken) {
    rewrite(copy, description);
    const event = await copy.event(says, ({ reason, message }) => {
      return reason === "ModelRefused" && message.includes(says);
    });
    expect(event.type).toBe("Warning");
  }
  const still = await copy.control.view();
  expect(isReady(still)).toBe(true);
  expect(still.nodes.map(({ id }) => id)).toEqual(begun.nodes.map(({ id }) => id));
  for (const id of ["main/web", "main/other"])
    expect(namesOf(still, id)).toEqual(namesOf(begun, id));
  rewrite(copy, text({ says: "three" }));
  await copy.until("web is new", isReplaced(begun, "main/web"));
});

test("a change that is taken back in the middle of its rollout ends where it began", async () => {
  await using copy = await up(project(), { watch: true });
  const begun = await copy.until("everything is ready", isReady);
  // The new ones never become ready, so the rollout stands still and the old ones go on.
  rewrite(copy, text().replace(`SAYS: "one"`, `SAYS: "one", READY: "503"`));
  const stuck = await copy.until("a new one runs and is not ready", (view) => {
    return podsIn(view, "main/web").some(({ started, ready }) => started && !ready);
  });
  expect(nodeIn(stuck, "main/web").state).toBe("updating");
  expect((await fetch(urlIn(stuck, "main/door"))).status).toBe(200);
  rewrite(copy, text());
  const back = await copy.until("the new one is gone", (view) => {
    return isReady(view) && namesOf(view, "main/web").length === 2;
  });
  expect(namesOf(back, "main/web")).toEqual(namesOf(begun, "main/web"));
});

test("a service that is taken out and put back at once is there again", async () => {
  await using copy = await up(project(), { watch: true });
  const begun = await copy.until("everything is ready", isReady);
  rewrite(copy, text({ other: false }));
  await copy.until("it is out", (view) => !view.nodes.some(({ id }) => id === "main/other"));
  rewrite(copy, text());
  const back = await copy.until("it is back", (view) => {
    return isReady(view) && view.nodes.some(({ id }) => id === "main/other");
  });
  expect(namesOf(back, "main/other")).not.toEqual(namesOf(begun, "main/other"));
  expect(namesOf(back, "main/other")).toHaveLength(1);
});

test("a rollout waits until each new replica has been ready for its time", async () => {
  const text = shop(`
  main.service("web", { command: ${actor}, port: 80, replicas: 3, probes: ${quickProbes},
    rollout: { maxSurge: 1, maxUnavailable: 0, minReady: "1s" } });
`);
  await using copy = await up(filesOf(text));
  const begun = await copy.until("everything is ready", isReady);
  await copy.control.restart("main/web");
  await copy.until("web is new", isReplaced(begun, "main/web"));
  const old = namesOf(begun, "main/web");
  const events = (await copy.events()).filter(({ pod }) => pod !== undefined);
  const ready = events.filter(({ reason, pod }) => reason === "Ready" && !old.includes(pod ?? ""));
  const gone = events.filter(({ reason, pod }) => reason === "Killing" && old.includes(pod ?? ""));
  expect([ready.length, gone.length]).toEqual([3, 3]);
  for (const [i, { at }] of gone.entries()) {
    expect(Date.parse(at) - Date.parse(ready[i]?.at ?? "")).toBeGreaterThanOrEqual(990);
  }
});

test("restart takes over nothing but what is there, and a file copied over is a change", async () => {
  await using copy = await up(project(), { watch: false });
  const begun = await copy.until("everything is ready", isReady);
  copyFileSync(actorFile, copy.project.at("services/web/main.ts"));
  await copy.control.restart("main/other");
  const after = await copy.until("other is new", isReplaced(begun, "main/other"));
  expect(namesOf(after, "main/web")).toEqual(namesOf(begun, "main/web"));
});
