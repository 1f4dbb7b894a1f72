import { expect, test } from "bun:test";
import { hasWrk, parseWrk, runWrk } from "./wrk.ts";

const report = `Running 2s test @ http://127.0.0.1:8080/
  1 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   441.23us   99.12us   4.05ms   89.50%
    Req/Sec   145.21k     5.10k  152.00k    80.00%
  Latency Distribution
     50%  430.00us
     75%  470.00us
     90%  1.02ms
     99%  2.50s
  290514 requests in 2.01s, 52.37MB read
  Socket errors: connect 1, read 2, write 3, timeout 4
  Non-2xx or 3xx responses: 7
Requests/sec: 144535.82
Transfer/sec:     26.05MB
`;

test("wrk's report is read in milliseconds, with every kind of error counted", () => {
  expect(parseWrk(report)).toEqual({
    requestsPerSecond: 144535.82,
    requests: 290514,
    latencyMsP50: 0.43,
    latencyMsP90: 1.02,
    latencyMsP99: 2500,
    latencyMsMax: 4.05,
    badStatuses: 7,
    socketErrors: 10,
  });
});

test("a report without a rate is refused rather than read as zero", () => {
  expect(() => parseWrk(report.replace("Requests/sec", "Nothing/sec"))).toThrow("no");
});

test.skipIf(!hasWrk())("wrk loads a real server and sees its wrong statuses", async () => {
  await using server = Bun.serve({ port: 0, fetch: () => new Response("no", { status: 500 }) });
  const result = await runWrk({ url: server.url.href, connections: 2, seconds: 1 });
  expect(result.requests).toBeGreaterThan(0);
  expect(result.badStatuses).toBe(result.requests);
});
