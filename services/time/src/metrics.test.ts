import { expect, test } from "bun:test";
import { countEstablished, Metrics } from "./metrics.ts";

const gauges = { openConnections: 3, pendingRequests: 1, isDraining: false };

/** Prometheus' text as a map from "name{labels}" to value. */
function samples(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const [, name = "", value] = /^(\S+) (\S+)$/.exec(line) ?? [];
      return [name, Number(value)];
    }),
  );
}

test("requests are counted by method, route and status, durations in cumulative buckets", () => {
  const metrics = new Metrics();
  for (const durationMs of [0.01, 0.02, 3, 4, 10_000])
    metrics.countRequest("/", "GET", 200, durationMs);
  metrics.countRequest("other", "GET", 404, 1);
  const found = samples(metrics.text(gauges));
  const labels = 'method="GET",route="/",status="200"';
  const bucket = (le: string) =>
    found.get(`http_request_duration_seconds_bucket{${labels},le="${le}"}`);
  expect(found.get(`http_requests_total{${labels}}`)).toBe(5);
  expect(found.get('http_requests_total{method="GET",route="other",status="404"}')).toBe(1);
  expect(["0.00001", "0.000025", "0.001", "0.005", "2.5", "+Inf"].map(bucket)).toEqual([
    1, 2, 2, 4, 4, 5,
  ]);
  expect(found.get(`http_request_duration_seconds_count{${labels}}`)).toBe(5);
  expect(found.get(`http_request_duration_seconds_sum{${labels}}`)).toBeCloseTo(10.00703, 6);
});

test("every sample belongs to a family that was announced once, with help and type", () => {
  const metrics = new Metrics();
  metrics.countRequest("/", "GET", 200, 1);
  metrics.countRequest("/", "HEAD", 200, 1);
  const text = metrics.text(gauges);
  const announced = [...text.matchAll(/^# TYPE (\S+) (?:counter|gauge|histogram)$/gm)].map(
    (m) => m[1],
  );
  expect(new Set(announced).size).toBe(announced.length);
  for (const sample of samples(text).keys()) {
    const family = sample.replace(/\{.*/, "").replace(/_(bucket|sum|count)$/, "");
    expect(announced).toContain(family);
    expect(text).toContain(`# HELP ${family} `);
  }
  expect(text.endsWith("\n")).toBe(true);
});

test("an unknown number of connections is left out, not told as zero", () => {
  const text = new Metrics().text({ ...gauges, openConnections: undefined });
  expect(text).not.toContain("http_active_connections");
});

test("errors, requests in flight, connections and draining are told", () => {
  const metrics = new Metrics();
  metrics.countError();
  const found = samples(metrics.text({ ...gauges, isDraining: true }));
  expect(found.get("http_request_errors_total")).toBe(1);
  expect(found.get("http_requests_in_flight")).toBe(1);
  expect(found.get("http_active_connections")).toBe(3);
  expect(found.get("service_draining")).toBe(1);
});

test("the kernel's table is counted by local port and state", () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0
   1: 0100007F:1F90 0100007F:D2F0 01 00000000:00000000 00:00000000 00000000  1000        0 2 1 0 20 4 30 10 -1
   2: 0100007F:D2F0 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 3 1 0 20 4 30 10 -1
   3: 0100007F:1F90 0100007F:D2F1 06 00000000:00000000 03:00000F34 00000000     0        0 0 3 0
`;
  expect(countEstablished(table, 8080)).toBe(1);
  expect(countEstablished(table, 80)).toBe(0);
});
