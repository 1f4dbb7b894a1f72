import { expect, test } from "bun:test";
import type { Alert, Watched } from "#plinth/model/watched.ts";
import { build, type Describe } from "../testing.ts";
import type { ServiceProps } from "./props.ts";
import { watch } from "./watch.ts";

type Aws = ReturnType<Parameters<Describe>[0]["aws"]>;
type Web = Parameters<Aws["alarm"]>[1]["of"];

const port = 8080;

/** What is watched of a service, by figures that are collected of it and whatever else is said. */
const watched = (
  figures: readonly string[],
  props: Partial<ServiceProps> = {},
  more: (s: Parameters<Describe>[0], aws: Aws, web: Web) => void = () => {},
): Watched | undefined => {
  const { system, findings } = build((s) => {
    const aws = s.aws("eu-central-1", { zones: 2 });
    const vpc = aws.network("vpc", {
      cidr: "10.0.0.0/16",
      publicSubnets: [],
      privateSubnets: [],
      nat: "none",
    });
    const web = vpc
      .eks("main", { version: "1.36" })
      .service("web", { port, command: "x", ...props });
    if (figures.length > 0) {
      aws.monitoring("figures", { collects: [{ from: web, by: "prometheus", metrics: figures }] });
    }
    more(s, aws, web);
  });
  expect(findings).toEqual([]);
  const node = system.nodes.get("aws/vpc/main/web");
  if (!node) throw new Error("the service is not there");
  // The builder has kept what the compiler has seen.
  return watch({ ...node, props: node.props as object as ServiceProps }, system);
};

const alertsOf = (of: Watched | undefined, name: string): readonly Alert[] =>
  (of?.alerts ?? []).filter((alert) => alert.name === name);

test("a service whose figures nobody fetches for Prometheus is not watched by it", () => {
  expect(watched([])).toBeUndefined();
  expect(watched(["rate"])).toBeDefined();
});

test("an availability of 99.9% a month has the burn rates of the workbook", () => {
  const found = watched(["errors"], {}, (s) => {
    s.objective("up", { availability: "99.9%", over: "30d" });
  });
  const [fast] = alertsOf(found, "ErrorBudgetBurnsFast");
  const [slow] = alertsOf(found, "ErrorBudgetBurnsSlowly");
  const limits = (alert: Alert | undefined) =>
    [...(alert?.expr ?? "").matchAll(/rate(\w+)\{.*> (\S+)/g)].map(([, span, limit]) => [
      span,
      limit,
    ]);
  expect(limits(fast)).toEqual([
    ["1h", "0.0144"],
    ["5m", "0.0144"],
    ["6h", "0.006"],
    ["30m", "0.006"],
  ]);
  expect(limits(slow)).toEqual([
    ["3d", "0.001"],
    ["6h", "0.001"],
  ]);
  expect([fast?.severity, slow?.severity]).toEqual(["page", "ticket"]);
  expect(found?.recordings.map(({ record }) => record.split("rate")[1])).toEqual([
    "5m",
    "30m",
    "1h",
    "6h",
    "3d",
  ]);
});

test("a burn that would need more bad answers than there are is not looked for", () => {
  const found = watched(["latency"], {}, (s) => {
    s.objective("quick", { latency: { p50: "1ms" } });
  });
  expect(alertsOf(found, "ErrorBudgetBurnsFast")).toEqual([]);
  expect(alertsOf(found, "ErrorBudgetBurnsSlowly")[0]?.expr).toContain("> 0.5");
});

test("a budget for a day is told to be spent too fast, and wakes nobody", () => {
  const found = watched(["errors"], {}, (s) => {
    s.objective("up", { availability: "99%", over: "1d" });
  });
  expect(alertsOf(found, "ErrorBudgetBurnsFast")).toEqual([]);
  expect(alertsOf(found, "ErrorBudgetBurnsSlowly")[0]?.expr).toMatch(/rate1h\S* > 0.01\n/);
});

test("what cannot be measured by the figures that are collected, or is promised of others, has no alert", () => {
  const promise: Parameters<typeof watched>[2] = (s) => {
    s.objective("up", { availability: "99.9%" });
  };
  expect(alertsOf(watched(["rate"], {}, promise), "ErrorBudgetBurnsFast")).toEqual([]);
  expect(alertsOf(watched(["errors"], {}, promise), "ErrorBudgetBurnsFast")).toHaveLength(1);
  const ofAnother = watched(["errors"], {}, (s) => {
    const other = s.kubernetes("other").service("db", { port, command: "x" });
    s.objective("up", { availability: "99.9%", of: other });
  });
  expect(alertsOf(ofAnother, "ErrorBudgetBurnsFast")).toEqual([]);
});

test("a promise of whole seconds fits a bucket of either spelling, and its absence is told", () => {
  const found = watched(["latency"], {}, (s) => {
    s.objective("quick", { latency: { p99: "2s" } });
  });
  expect(alertsOf(found, "PromiseNotMeasured")[0]?.expr).toContain('le=~"2(\\\\.0)?"');
});

test("what probes ask for is not what callers ask for", () => {
  const probes = { liveness: { http: "/alive.txt" }, readiness: { tcp: true } } as const;
  const [row] = watched(["rate"], { probes })?.rows ?? [];
  expect(row?.panels[0]?.lines[0]?.expr).toContain('route!~"/alive\\\\.txt|/metrics"');
});

test("a figure that is no usual one is the name of a metric, and counters are shown as rates", () => {
  const panels = watched(["jobs_done_total", "jobs_waiting"])?.rows[0]?.panels;
  expect(panels?.map(({ title, lines }) => [title, lines[0]?.expr])).toEqual([
    [
      "jobs_done_total",
      'sum by (pod) (rate(jobs_done_total{namespace="test",service="web"}[$__rate_interval]))',
    ],
    ["jobs_waiting", 'sum by (pod) (jobs_waiting{namespace="test",service="web"})'],
  ]);
});

test("alerts follow from what a service says: an autoscaler, a budget of disruptions, an alarm", () => {
  const names = (of: Watched | undefined) => of?.alerts.map(({ name }) => name);
  const always = ["NothingAnswers", "ReplicasMissing", "CrashLooping"];
  expect(names(watched(["rate"]))).toEqual(always);
  const scale = { min: 2, max: 5, cpu: "70%" } as const;
  const all = watched(["rate"], { scale, disruption: { minAvailable: 1 } }, (_, aws, web) => {
    const says = { for: "3m", severity: "ticket", above: 0 } as const;
    aws.alarm("full", { of: web, metric: "at-max-replicas", ...says });
  });
  expect(names(all)?.toSorted()).toEqual(
    [...always, "TooFewReplicas", "AutoscalerAtMaximum", "DrainsBlocked"].sort(),
  );
  expect(alertsOf(all, "AutoscalerAtMaximum")[0]).toMatchObject({ for: "3m", severity: "ticket" });
  const usual = watched(["rate"], { scale }, (_, aws, web) => {
    aws.alarm("full", { of: web, metric: "at-max-replicas", above: 0, for: "5m" });
  });
  expect(alertsOf(usual, "AutoscalerAtMaximum")[0]).toMatchObject({ for: "5m", severity: "page" });
});
