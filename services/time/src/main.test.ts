import { expect, test } from "bun:test";
import { type RawClient, rawClient, type Service, startService } from "./test-service.ts";

const request = "GET / HTTP/1.1\r\nHost: time\r\n\r\n";

async function running(env: Readonly<Record<string, string>> = {}) {
  const service = startService(env);
  const { port, url } = await service.line("listening");
  return { service, port: Number(port), url: String(url) };
}

test.concurrent("it starts, says how it is set up and where it listens, and tells the time", async () => {
  const { service, url } = await running({ TRUSTED_PROXIES: "127.0.0.0/8" });
  await using _ = service;
  expect(await service.line("starting")).toMatchObject({ config: { trustedHops: 1, port: 0 } });
  const beforeMs = Date.now();
  const response = await fetch(url, { headers: { "x-forwarded-for": "6.6.6.6, 203.0.113.9" } });
  const { timestamp, ip } = (await response.json()) as { timestamp: string; ip: string };
  expect(Date.parse(timestamp)).toBeWithin(beforeMs, Date.now() + 1);
  expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(ip).toBe("203.0.113.9");
});

test.concurrent("HEAD has the headers of GET and no body", async () => {
  const { service, port } = await running();
  await using _ = service;
  using client = await rawClient(port);
  client.write(`${request.replace("GET", "HEAD")}${request}`);
  const [head = "", get = ""] = (await client.received(/\}$/)).split(/(?<=\r\n\r\n)(?=HTTP)/);
  for (const name of ["content-type", "content-length", "cache-control"]) {
    const value = (answer: string) => new RegExp(`\r\n${name}: (.*)\r\n`, "i").exec(answer)?.[1];
    expect(value(head)).toBe(value(get) ?? "missing");
  }
});

test.concurrent("paths are taken as they are written", async () => {
  const { service, port } = await running();
  await using _ = service;
  const statusOf = async (method: string, path: string) => {
    using client = await rawClient(port);
    client.write(`${method} ${path} HTTP/1.1\r\nHost: time\r\nConnection: close\r\n\r\n`);
    return Number((await client.closed).slice(9, 12));
  };
  for (const path of ["/", "/?x=/nope", "/health?x", "/ready", "/metrics"]) {
    expect(await statusOf("GET", path)).toBe(200);
    expect(await statusOf("HEAD", path)).toBe(200);
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      expect(await statusOf(method, path)).toBe(405);
    }
  }
  for (const path of ["/nope", "//", "/health/", "/%68ealth", "/.", "/x/..", "/HEALTH"]) {
    expect(await statusOf("GET", path)).toBe(404);
    expect(await statusOf("HEAD", path)).toBe(404);
  }
});

test.concurrent("the connections that clients hold are counted, idle ones too", async () => {
  const { service, port, url } = await running();
  await using _ = service;
  using idle = await rawClient(port);
  idle.write(request);
  await idle.received(/timestamp/);
  using stuck = await rawClient(port);
  stuck.write(request.slice(0, 20));
  const text = await (await fetch(`${url}/metrics`)).text();
  const count = Number(/^http_active_connections (\d+)$/m.exec(text)?.[1] ?? Number.NaN);
  if (process.platform === "linux") expect(count).toBeGreaterThanOrEqual(3);
  else expect(count).toBeNaN();
});

test.concurrent("a wrong configuration ends with code 2 and every problem in one line", async () => {
  await using service = startService({ PORT: "eighty", TRUSTED_PROXIES: "lb", LOG_LEVEL: "loud" });
  expect(await service.exitCode).toBe(2);
  expect(service.lines).toHaveLength(1);
  const { event, problems } = await service.line("cannot start");
  expect(event).toBe("cannot start");
  expect(problems).toHaveLength(3);
});

test.concurrent("a port that is taken is refused, not shared", async () => {
  const { service, port } = await running();
  await using _ = service;
  await using second = startService({ PORT: String(port) });
  const first = await Promise.race([second.line("listening"), second.line("cannot listen")]);
  expect(first).toMatchObject({ event: "cannot listen", port });
  expect(await second.exitCode).toBe(2);
});

test.concurrent("what else is in the environment is never printed", async () => {
  const { service } = await running({ OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer hunter2" });
  await using _ = service;
  service.signal("SIGINT");
  await service.line("draining");
  expect(JSON.stringify(service.lines)).not.toContain("hunter2");
});

/** Sends SIGTERM and waits until the service has taken notice. */
async function terminate(service: Service): Promise<void> {
  service.signal("SIGTERM");
  await service.line("draining");
}

async function isListening(port: number): Promise<boolean> {
  const client = await rawClient(port).catch(() => undefined);
  client?.[Symbol.dispose]();
  return client !== undefined;
}

const draining = { DRAIN_DELAY: "400ms", SHUTDOWN_GRACE: "5s" } as const;
const answerAndClose = /^HTTP\/1\.1 200 OK\r\n(?=.*\r\nconnection: close\r\n).*"timestamp"/is;

async function expectClosedAfterAnswer(client: RawClient): Promise<void> {
  expect(await client.closed).toMatch(answerAndClose);
}

test.concurrent("from SIGTERM it is unready but serves old and new clients, closing after each", async () => {
  const { service, port, url } = await running(draining);
  await using _ = service;
  expect((await fetch(`${url}/ready`)).status).toBe(200);
  using halfSent = await rawClient(port);
  halfSent.write(request.slice(0, 20));
  using idle = await rawClient(port);
  await terminate(service);
  expect((await fetch(`${url}/ready`)).status).toBe(503);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  halfSent.write(request.slice(20));
  idle.write(request);
  using newcomer = await rawClient(port);
  newcomer.write(request);
  await Promise.all([halfSent, idle, newcomer].map(expectClosedAfterAnswer));
  expect(await service.exitCode).toBe(0);
});

test.concurrent("a request that is half sent when it stops listening is still answered", async () => {
  const { service, port } = await running({ DRAIN_DELAY: "0s", SHUTDOWN_GRACE: "60s" });
  await using _ = service;
  using halfSent = await rawClient(port);
  halfSent.write(request.slice(0, 20));
  await terminate(service);
  while (await isListening(port)) await Bun.sleep(5);
  halfSent.write(request.slice(20));
  await expectClosedAfterAnswer(halfSent);
  expect(await service.exitCode).toBe(0);
});

test.concurrent("clients that keep a connection without asking do not hold it up", async () => {
  const { service, port } = await running({ DRAIN_DELAY: "0s", SHUTDOWN_GRACE: "60s" });
  await using _ = service;
  using _silent = await rawClient(port);
  using idle = await rawClient(port);
  idle.write(request);
  await idle.received(/timestamp/);
  await terminate(service);
  await idle.closed;
  expect(await service.exitCode).toBe(0);
});

test.concurrent("a client that never finishes its request is cut off inside the grace period", async () => {
  const { service, port } = await running({ DRAIN_DELAY: "0s", SHUTDOWN_GRACE: "1s" });
  await using _ = service;
  using stuck = await rawClient(port);
  stuck.write(request.slice(0, 20));
  const startMs = performance.now();
  await terminate(service);
  expect(await service.exitCode).toBe(0);
  expect(performance.now() - startMs).toBeLessThan(1000);
  await service.line("out of time");
});

test.concurrent("more signals change nothing", async () => {
  const { service, url } = await running(draining);
  await using _ = service;
  await terminate(service);
  service.signal("SIGTERM");
  service.signal("SIGINT");
  expect((await fetch(url)).status).toBe(200);
  expect(await service.exitCode).toBe(0);
  expect(service.lines.filter(({ event }) => event === "draining")).toHaveLength(1);
});

test.concurrent("a balancer that watches readiness loses not one request", async () => {
  const { service, url } = await running(draining);
  await using _ = service;
  let answered = 0;
  const client = async () => {
    while ((await fetch(`${url}/ready`)).status === 200) {
      expect((await fetch(url)).status).toBe(200);
      answered += 1;
      if (answered === 200) service.signal("SIGTERM");
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  expect(answered).toBeGreaterThanOrEqual(200);
  expect(await service.exitCode).toBe(0);
});
