import { expect, test } from "bun:test";
import { createDrain, type Stoppable } from "./lifecycle.ts";
import { createLog } from "./log.ts";

const timing = { drainDelayMs: 5000, shutdownGraceMs: 25_000 };

/** A drain whose waits are let go by hand, and the story of what happened. */
function scene(stop: (hard: boolean) => Promise<void>) {
  const story: string[] = [];
  const waits: { readonly delayMs: number; readonly end: () => void }[] = [];
  const log = createLog(
    "info",
    (line) => story.push(JSON.parse(line).event),
    () => 0,
  );
  const wait = (delayMs: number) =>
    new Promise<void>((resolve) => {
      waits.push({ delayMs, end: resolve });
    });
  const server: Stoppable = {
    pendingRequests: 1,
    stop: (hard = false) => {
      story.push(hard ? "stop now" : "stop listening");
      return stop(hard);
    },
  };
  return { ...createDrain(timing, log, wait), server, story, waits };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("it is draining from the call on, but listens until the delay is over", async () => {
  const { isDraining, drain, server, story, waits } = scene(async () => {});
  expect(isDraining()).toBe(false);
  const done = drain(server, "SIGTERM");
  expect(isDraining()).toBe(true);
  await turn();
  expect(story).toEqual(["draining"]);
  expect(waits.map(({ delayMs }) => delayMs)).toEqual([5000]);
  waits[0]?.end();
  await done;
  expect(story).toEqual(["draining", "stop listening", "stopped"]);
});

test("what is in flight is waited for, and cut off just before the grace period ends", async () => {
  const never = Promise.withResolvers<void>();
  const { drain, server, story, waits } = scene((hard) =>
    hard ? Promise.resolve() : never.promise,
  );
  const done = drain(server, "SIGTERM");
  waits[0]?.end();
  await turn();
  expect(story).toEqual(["draining", "stop listening"]);
  expect(waits[1]?.delayMs).toBe(19_500);
  waits[1]?.end();
  await done;
  expect(story).toEqual(["draining", "stop listening", "out of time", "stop now", "stopped"]);
});

test("a second signal changes nothing and waits for the same end", async () => {
  const { drain, server, story, waits } = scene(async () => {});
  const both = [drain(server, "SIGTERM"), drain(server, "SIGINT")];
  waits[0]?.end();
  await Promise.all(both);
  expect(waits).toHaveLength(2);
  expect(story).toEqual(["draining", "stop listening", "stopped"]);
});

test("Bun's own server, once stopped, refuses newcomers and finishes what it has begun", async () => {
  const arrived = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const server = Bun.serve({
    port: 0,
    fetch: async () => {
      arrived.resolve();
      await release.promise;
      return new Response("finished");
    },
  });
  const log = createLog(
    "error",
    () => {},
    () => 0,
  );
  const waits = [Promise.resolve(), new Promise<void>(() => {})];
  const { drain } = createDrain(timing, log, () => waits.shift() ?? Promise.resolve());
  const inFlight = fetch(server.url);
  await arrived.promise;
  const done = drain(server, "SIGTERM");
  await turn();
  await expect(fetch(server.url, { keepalive: false })).rejects.toThrow();
  release.resolve();
  expect(await (await inFlight).text()).toBe("finished");
  await done;
});
