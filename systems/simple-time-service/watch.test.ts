import { expect, test } from "bun:test";
import { watchedOn } from "#plinth/outputs/watch/things.ts";
import { startService } from "../../services/time/src/test-service.ts";
import timeSystem from "./system.ts";

/** The labels of each sample that the service tells, by metric. */
const scraped = async (): Promise<ReadonlyMap<string, readonly ReadonlyMap<string, string>[]>> => {
  await using service = startService();
  const { port } = await service.line("listening");
  const url = `http://127.0.0.1:${port}`;
  const paths = ["/", "/nothing-is-here", "/health", "/ready", "/metrics"];
  await Promise.all(paths.map((path) => fetch(url + path)));
  const text = await (await fetch(`${url}/metrics`)).text();
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const read = samples.map((line) => {
    const [, metric = "", labels = ""] = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)];
    return { metric, labels: new Map(pairs.map(([, key = "", value = ""]) => [key, value])) };
  });
  const byMetric = Map.groupBy(read, ({ metric }) => metric);
  return new Map([...byMetric].map(([metric, all]) => [metric, all.map(({ labels }) => labels)]));
};

test("the service tells every metric and label that its alerts and panels read", async () => {
  const told = await scraped();
  for (const profile of timeSystem.profiles) {
    const things = [...watchedOn(timeSystem.build({ profile }).system).values()].flat();
    const own = things.flatMap(({ metrics }) => metrics.filter(({ by }) => by === "itself"));
    expect(own.length).toBeGreaterThan(3);
    for (const { name, labels } of own) {
      const samples = told.get(name) ?? [];
      expect([name, samples.length > 0]).toEqual([name, true]);
      for (const sample of samples)
        expect([name, [...sample.keys()]]).toEqual([name, expect.arrayContaining([...labels])]);
    }
  }
});

test("its histogram has a bucket at every time that is promised", async () => {
  const bounds = (await scraped())
    .get("http_request_duration_seconds_bucket")
    ?.map((labels) => labels.get("le"));
  const { system } = timeSystem.build({ profile: "production" });
  const wanted = [...watchedOn(system).values()]
    .flat()
    .flatMap(({ recordings }) =>
      recordings.flatMap(({ expr }) => /le="([^"]*)"/.exec(expr)?.[1] ?? []),
    );
  expect(new Set(wanted)).toEqual(new Set(["0.001", "0.005"]));
  for (const bound of wanted) expect(bounds).toContain(bound);
});

test("what probes and scrapes ask for has routes of its own, which alerts leave out", async () => {
  const routes = (await scraped()).get("http_requests_total")?.map((labels) => labels.get("route"));
  const { system } = timeSystem.build({ profile: "production" });
  const left = [...watchedOn(system).values()]
    .flat()
    .flatMap(({ recordings }) =>
      recordings.flatMap(({ expr }) => /route!~"([^"]*)"/.exec(expr)?.[1]?.split("|") ?? []),
    );
  expect(new Set(left)).toEqual(new Set(["/health", "/metrics", "/ready"]));
  for (const route of left) expect(routes).toContain(route);
});
