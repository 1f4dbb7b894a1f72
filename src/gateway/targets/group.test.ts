import { expect, test } from "bun:test";
import type { TargetChanged, TargetGroup } from "../config.ts";
import { appGroup, openBed, TestBed } from "../test-bed.ts";

const get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
const health = {
  path: "/health",
  intervalMs: 20,
  timeoutMs: 200,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
  matcher: "200-299",
};

/** A target that names itself and is as healthy as `status` says. */
function serveHealth(bed: TestBed, name: string) {
  const target = { status: 200, checks: 0, agent: "", port: 0 };
  target.port = bed.serve((request) => {
    if (new URL(request.url).pathname !== "/health") return new Response(name);
    target.checks++;
    target.agent = request.headers.get("user-agent") ?? "";
    return new Response("", { status: target.status });
  });
  return target;
}

const isState = (target: string, state: string) => (message: TargetChanged) =>
  message.target === target && message.state === state;

async function ask(bed: TestBed, times: number): Promise<string> {
  const caller = await bed.call("web");
  let seen = "";
  for (let count = 0; count < times; count++) {
    caller.send(get);
    seen += (await caller.answer()).body;
  }
  return seen;
}

function withTargets(bed: TestBed, change: Partial<TargetGroup>): void {
  bed.configure({ groups: bed.config.groups.map((group) => ({ ...group, ...change })) });
}

test("a target is checked at once, healthy after one check, and then gets requests", async () => {
  const bed = new TestBed();
  const a = serveHealth(bed, "a");
  await using _ = openBed([a.port], {}, { health: { ...health, intervalMs: 60_000 } }, [], bed);
  expect(bed.said[0]).toMatchObject({ state: "initial", reason: "Elb.InitialHealthChecking" });
  await bed.heard("target", isState("t0", "healthy"));
  expect(a).toMatchObject({ checks: 1, agent: "ELB-HealthChecker/2.0" });
  expect(await ask(bed, 2)).toBe("aa");
});

test("a target that fails gets no more requests until it has passed again and again", async () => {
  const bed = new TestBed();
  const [a, b] = [serveHealth(bed, "a"), serveHealth(bed, "b")];
  await using _ = openBed([a.port, b.port], {}, { health }, [], bed);
  await bed.heard("target", isState("t0", "healthy"));
  await bed.heard("target", isState("t1", "healthy"));
  expect(await ask(bed, 4)).toBe("abab");
  a.status = 503;
  const bad = await bed.heard("target", isState("t0", "unhealthy"));
  expect(bad).toMatchObject({
    reason: "Target.ResponseCodeMismatch",
    description: "answered 503, expected 200-299",
  });
  expect(await ask(bed, 4)).toBe("bbbb");
  const since = bed.said.length;
  a.status = 204;
  await bed.heard("target", isState("t0", "healthy"), since);
  expect([...(await ask(bed, 4))].sort().join("")).toBe("aabb");
});

test("when no target is healthy, all that are ready get requests", async () => {
  const bed = new TestBed();
  const [a, b] = [serveHealth(bed, "a"), serveHealth(bed, "b")];
  a.status = 500;
  b.status = 500;
  await using _ = openBed([a.port, b.port], {}, { health }, [], bed);
  await bed.heard("target", isState("t0", "unhealthy"));
  await bed.heard("target", isState("t1", "unhealthy"));
  expect([...(await ask(bed, 4))].sort().join("")).toBe("aabb");
});

test("a target that is late, or not there, says so", async () => {
  const bed = new TestBed();
  const silent = await bed.serveRaw(() => {});
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  listener.stop(true);
  const quick = { ...health, timeoutMs: 10 };
  await using _ = openBed([silent, listener.port], {}, { health: quick }, [], bed);
  expect(await bed.heard("target", isState("t0", "unhealthy"))).toMatchObject({
    reason: "Target.Timeout",
  });
  expect(await bed.heard("target", isState("t1", "unhealthy"))).toMatchObject({
    reason: "Target.FailedHealthChecks",
    description: "cannot connect: ECONNREFUSED",
  });
});

test("a target that is not ready is unused and unchecked; when it turns ready it starts anew", async () => {
  const bed = new TestBed();
  const a = serveHealth(bed, "a");
  const targets = (ready: boolean) => appGroup([a.port]).targets.map((one) => ({ ...one, ready }));
  await using _ = openBed([], {}, { health, targets: targets(false) }, [], bed);
  expect(bed.said[0]).toMatchObject({ state: "unused", reason: "Target.NotRegistered" });
  expect(a.checks).toBe(0);
  withTargets(bed, { targets: targets(true) });
  await bed.heard("target", isState("t0", "healthy"));
  withTargets(bed, { targets: targets(false) });
  const { checks } = a;
  await Bun.sleep(60);
  expect(a.checks).toBe(checks);
  const caller = await bed.call("web");
  caller.send(get);
  expect((await caller.answer()).status).toBe(503);
});

test("a group that no door leads to is not in use", async () => {
  const bed = new TestBed();
  const a = serveHealth(bed, "a");
  await using _ = openBed([a.port], { rules: [] }, { health }, [], bed);
  expect(bed.said.find((one) => one.type === "target")).toMatchObject({
    reason: "Target.NotInUse",
  });
  await Bun.sleep(30);
  expect(a.checks).toBe(0);
});

test("the same configuration again changes nothing and says nothing but that", async () => {
  const bed = new TestBed();
  const a = serveHealth(bed, "a");
  await using _ = openBed([a.port], {}, { health: { ...health, intervalMs: 60_000 } }, [], bed);
  await bed.heard("target", isState("t0", "healthy"));
  const since = bed.said.length;
  bed.configure({});
  expect(bed.said.slice(since)).toEqual([{ type: "configured", revision: 2 }]);
  expect(a.checks).toBe(1);
});

test("changed checks keep what was known of a target", async () => {
  const bed = new TestBed();
  const a = serveHealth(bed, "a");
  await using _ = openBed([a.port], {}, { health }, [], bed);
  await bed.heard("target", isState("t0", "healthy"));
  const since = bed.said.length;
  withTargets(bed, { health: { ...health, intervalMs: 30 } });
  expect(bed.said.slice(since).filter((one) => one.type === "target")).toEqual([]);
});

test("the least busy target is taken when the group says so", async () => {
  const bed = new TestBed();
  const release = Promise.withResolvers<Response>();
  const slow = bed.serve(() => release.promise);
  const fast = bed.serve(() => new Response("f"));
  const algorithm = "least_outstanding_requests";
  await using _ = openBed([slow, fast], {}, { algorithm }, [], bed);
  const waiting = await bed.call("web");
  waiting.send(get);
  await Bun.sleep(10);
  expect(await ask(bed, 4)).toBe("ffff");
  release.resolve(new Response("s"));
  expect((await waiting.answer()).body).toBe("s");
});

test("a matcher and names that cannot be right are said to be problems", async () => {
  await using bed = openBed([], { link: "nowhere" }, { health: { ...health, matcher: "2xx" } });
  bed.configure({ groups: [] });
  const problems = bed.said.filter((one) => one.type === "problem").map((one) => one.message);
  expect(problems).toEqual([
    'there is no link "nowhere"',
    '"2xx" is not a matcher; write e.g. "200", "200-399"',
    'there is no link "nowhere"',
    'there is no group "app"',
  ]);
});
