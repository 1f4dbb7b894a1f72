import { expect, setDefaultTimeout, test } from "bun:test";
import type { DecisionView, SystemView } from "#plinth/local/copies/view.ts";
import { actor, quickProbes, shop } from "./system-text.ts";
import { filesOf, isReady, nodeIn, podsIn, up } from "./up.ts";

setDefaultTimeout(120_000);

/** The autoscalers live so much faster: five minutes are five seconds. */
const speed = 60;

const files = filesOf(
  shop(`
  const web = main.service("web", {
    command: ${actor}, port: 80, probes: ${quickProbes},
    resources: { cpu: { request: "50m" } },
    scale: { min: 3, max: 10, cpu: "70%",
      up: { atMost: [{ pods: 4, every: "15s" }] },
      down: { atMost: [{ percent: "50%", every: "5m" }] } },
  });
  main.gateway("door", { routes: { "/*": web } });
`),
);

const wantedIn = (view: SystemView): number => nodeIn(view, "main/web").replicas?.wanted ?? 0;

/** Has the first replicas use a share of a core each. */
const burn = async (view: SystemView, share: number): Promise<void> => {
  for (const pod of podsIn(view, "main/web").slice(0, 3)) {
    await fetch(`${pod.address}/burn?share=${share}`, { method: "POST" });
  }
};

const heldIn = (view: SystemView) => nodeIn(view, "main/web").autoscaler?.heldAt;

test("load takes a service up by its policy, quiet takes it down by its policy, and each decision says why", async () => {
  await using copy = await up(files, { autoscalerSpeed: speed });
  const begun = await copy.until("everything is ready", isReady);
  expect(wantedIn(begun)).toBe(3);
  expect(begun.autoscalePeriodS).toBe(15 / speed);
  expect(begun.notes.join()).toContain(`The autoscalers live ${speed} times as fast`);
  const decisions = new Map<string, DecisionView>();
  const seen = (view: SystemView): void => {
    for (const decision of nodeIn(view, "main/web").autoscaler?.decisions ?? []) {
      decisions.set(decision.at, decision);
    }
  };
  const first = podsIn(begun, "main/web").map(({ name }) => name);

  await burn(begun, 0.18);
  const ten = await copy.until("ten are wanted", (view) => {
    seen(view);
    return wantedIn(view) === 10;
  });
  const ups = [...decisions.values()].filter(({ from, to }) => to > from);
  expect(Math.max(...ups.map(({ from, to }) => to - from))).toBeLessThanOrEqual(4);
  expect(ups.length).toBeGreaterThan(1);
  expect(ups.at(-1)?.to).toBe(10);
  for (const { why } of ups) expect(why).toContain("cpu");
  for (let i = 1; i < ups.length; i++) {
    const apartMs = Date.parse(ups[i]?.at ?? "") - Date.parse(ups[i - 1]?.at ?? "");
    expect(apartMs).toBeGreaterThan((15_000 / speed) * 0.8);
  }

  // Those that burn may have been given up for others meanwhile: all are told to be quiet.
  for (const pod of podsIn(ten, "main/web")) {
    if (pod.address) await fetch(`${pod.address}/burn?share=0`, { method: "POST" }).catch(() => {});
  }
  const three = await copy.until("three are wanted again", (view) => {
    seen(view);
    return wantedIn(view) === 3;
  });
  const downs = [...decisions.values()].filter(({ from, to }) => to < from);
  expect(downs.map(({ from, to }) => [from, to])).toEqual([
    [10, 5],
    [5, 3],
  ]);
  const apartMs = Date.parse(downs[1]?.at ?? "") - Date.parse(downs[0]?.at ?? "");
  expect(apartMs).toBeGreaterThan((300_000 / speed) * 0.95);
  await copy.until(
    "three are left",
    (view) => podsIn(view, "main/web").length === 3 && isReady(view),
  );
  expect(first.length).toBe(3);
  const rescales = (await copy.events()).filter(({ reason }) => reason === "SuccessfulRescale");
  expect(rescales).toHaveLength(ups.length + downs.length);
  expect(
    Object.keys(nodeIn(three, "main/web").autoscaler?.decisions.at(-1)?.conditions ?? {}),
  ).toEqual(expect.arrayContaining(["AbleToScale", "ScalingActive"]));
});

test("a number that is set by hand is held against the autoscaler until it is given back", async () => {
  await using copy = await up(files, { autoscalerSpeed: speed });
  const begun = await copy.until("everything is ready", isReady);
  await copy.control.scale("main/web", 2);
  const held = await copy.until("two are held", (view) => {
    return heldIn(view) === 2 && podsIn(view, "main/web").length === 2;
  });
  await burn(held, 0.18);
  // Measured every second: the load has been seen when it shows.
  const loaded = await copy.until("the load is seen", (view) => {
    return (nodeIn(view, "main/web").cpuMilli ?? 0) > 200;
  });
  expect(wantedIn(loaded)).toBe(2);
  const { at } = await copy.event("it is held", ({ reason, message }) => {
    return reason === "ScalingReplicaSet" && message.includes("held at 2 by hand");
  });
  const last = nodeIn(loaded, "main/web").autoscaler?.decisions.at(-1)?.at ?? "";
  expect(last < at).toBe(true);
  await copy.control.scale("main/web", null);
  const released = await copy.until("it grows", (view) => wantedIn(view) > 3);
  expect(heldIn(released)).toBeUndefined();
  expect(wantedIn(begun)).toBe(3);
});
