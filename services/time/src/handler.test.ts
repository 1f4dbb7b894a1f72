import { expect, test } from "bun:test";
import { addressReader } from "./client-address.ts";
import { createHandler, type Listener, type Ports } from "./handler.ts";
import { createLog } from "./log.ts";
import { Metrics } from "./metrics.ts";

const nowMs = Date.UTC(2026, 1, 3, 4, 5, 6, 7);
const listener: Listener = {
  requestIP: () => ({ address: "192.0.2.1" }),
  pendingRequests: 1,
  port: 8080,
};

function service(more: Partial<Ports> & { readonly logLevel?: "debug" | "info" } = {}) {
  const lines: string[] = [];
  const { routes, fetch } = createHandler({
    clientAddress: addressReader({
      trustedProxies: [{ address: "192.0.2.0", prefixBits: 24 }],
      trustedHops: 1,
      realIpHeader: undefined,
    }),
    metrics: new Metrics(),
    log: createLog(
      more.logLevel ?? "info",
      (line) => lines.push(line),
      () => nowMs,
    ),
    isDraining: () => false,
    openConnections: async () => 5,
    wallMs: () => nowMs,
    clockMs: () => 0,
    ...more,
  });
  /** As Bun's router does: the path as it was written, up to the query. */
  const ask = async (path: string, init?: RequestInit) => {
    const request = new Request(`http://time.example${path}`, init);
    const byMethod = Object.entries(routes).find(([route]) => route === path.split("?")[0])?.[1];
    const { GET, HEAD } = byMethod ?? {};
    const handle = { GET, HEAD }[request.method] ?? fetch;
    return handle(request, listener);
  };
  return { ask, fetch, lines };
}

test("the answer is the time in UTC and the client's address, and nothing else", async () => {
  const response = await service().ask("/", { headers: { "x-forwarded-for": "203.0.113.9" } });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({
    timestamp: "2026-02-03T04:05:06.007Z",
    ip: "203.0.113.9",
  });
});

test("the timestamp follows the clock, forwards and back", async () => {
  let wallMs = nowMs;
  const { ask } = service({ wallMs: () => wallMs });
  const told = async () => ((await (await ask("/")).json()) as { timestamp: string }).timestamp;
  for (const stepMs of [0, 0, 1, 0, 999, -5000]) {
    wallMs += stepMs;
    expect(Date.parse(await told())).toBe(wallMs);
  }
});

test("a query does not change where a request goes", async () => {
  const { ask } = service();
  expect((await ask("/?zone=utc")).status).toBe(200);
  expect((await ask("/health?verbose=1")).status).toBe(200);
  expect((await ask("/?/health")).status).toBe(200);
});

test("a request without a Host, whose URL is only a path, is refused like any other", async () => {
  const { fetch } = service();
  const bare = (url: string) => ({ url, method: "POST", headers: new Headers() }) as Request;
  expect((await fetch(bare("/"), listener)).status).toBe(405);
  expect((await fetch(bare("/nope"), listener)).status).toBe(404);
  expect((await fetch(bare("//"), listener)).status).toBe(404);
});

test.each(["/nope", "/health/", "//", "/index.html", "/%2f", "/METRICS"])(
  "%s is not found, said in JSON",
  async (path) => {
    const response = await service().ask(path);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toHaveProperty("error");
  },
);

test.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])(
  "%s is not allowed, said in JSON with what is, and closes the connection",
  async (method) => {
    for (const path of ["/", "/health", "/ready", "/metrics"]) {
      const response = await service().ask(path, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe("GET, HEAD");
      expect(response.headers.get("connection")).toBe("close");
      expect(await response.json()).toHaveProperty("error");
    }
  },
);

test("HEAD is answered like GET", async () => {
  const { ask } = service();
  for (const path of ["/", "/health", "/ready", "/metrics"]) {
    const [head, get] = [await ask(path, { method: "HEAD" }), await ask(path)];
    expect(head.status).toBe(200);
    expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
  }
});

test("draining turns readiness false, keeps liveness and service, and sends clients away", async () => {
  let draining = false;
  const { ask } = service({ isDraining: () => draining });
  expect((await ask("/ready")).status).toBe(200);
  expect((await ask("/")).headers.get("connection")).toBeNull();
  draining = true;
  expect((await ask("/ready")).status).toBe(503);
  expect((await ask("/health")).status).toBe(200);
  expect((await ask("/")).status).toBe(200);
  for (const path of ["/", "/health", "/ready", "/metrics", "/nope"]) {
    const response = await ask(path);
    expect(response.headers.get("connection")).toBe("close");
    expect(response.headers.get("content-type")).not.toBeNull();
  }
});

test("the metrics count what was asked, without letting a client invent labels", async () => {
  const { ask } = service();
  await ask("/");
  await ask("/");
  await ask("/", { method: "HEAD" });
  await ask("/made-up");
  await ask("/", { method: "PROPFIND" });
  const response = await ask("/metrics");
  const text = await response.text();
  expect(response.headers.get("content-type")).toStartWith("text/plain; version=0.0.4");
  expect(text).toContain('http_requests_total{method="GET",route="/",status="200"} 2');
  expect(text).toContain('http_requests_total{method="HEAD",route="/",status="200"} 1');
  expect(text).toContain('http_requests_total{method="GET",route="other",status="404"} 1');
  expect(text).toContain('http_requests_total{method="other",route="/",status="405"} 1');
  expect(text).toContain("http_active_connections 5");
  expect(text).not.toMatch(/made-up|PROPFIND/);
});

test("durations are taken from the steady clock", async () => {
  let clockMs = 0;
  const { ask } = service({
    clockMs: () => {
      clockMs += 2;
      return clockMs;
    },
  });
  await ask("/");
  const text = await (await ask("/metrics")).text();
  expect(text).toContain('duration_seconds_sum{method="GET",route="/",status="200"} 0.002');
});

test("a failure inside is a 500 in JSON, a counted error and a log line, never a throw", async () => {
  const fails = () => {
    throw new Error("no address today");
  };
  const { ask, lines } = service({ clientAddress: fails, openConnections: async () => fails() });
  for (const path of ["/", "/metrics"]) {
    const response = await ask(path);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: "internal error" });
  }
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "error",
    event: "request failed",
    path: "/",
  });
  expect(lines[0]).toContain("no address today");
});

test("requests are logged at level debug only", async () => {
  const quiet = service();
  await quiet.ask("/");
  expect(quiet.lines).toEqual([]);
  const talkative = service({ logLevel: "debug" });
  await talkative.ask("/", { headers: { "x-forwarded-for": "203.0.113.9" } });
  expect(talkative.lines.map((line) => JSON.parse(line))).toEqual([
    {
      time: "2026-02-03T04:05:06.007Z",
      level: "debug",
      event: "request",
      method: "GET",
      path: "/",
      status: 200,
      durationMs: 0,
      ip: "203.0.113.9",
    },
  ]);
});
