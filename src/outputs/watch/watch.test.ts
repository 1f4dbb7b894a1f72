import { expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import type { Watched } from "#plinth/model/watched.ts";
import timeSystem from "../../../systems/simple-time-service/system.ts";
import { filesOf } from "../files.ts";
import { watch } from "./index.ts";
import { readBy } from "./testing.ts";
import { anchorOf, watchedOn } from "./things.ts";

const { system: production } = timeSystem.build({ profile: "production" });
const things = [...watchedOn(production).values()].flat();
const files = filesOf(production);

const textOf = (path: string): string => files.get(path) ?? `"${path}" is not written`;

const exprsOf = ({ recordings, alerts, rows }: Watched): readonly string[] => [
  ...recordings.map(({ expr }) => expr),
  ...alerts.map(({ expr }) => expr),
  ...rows.flatMap(({ panels }) => panels.flatMap(({ lines }) => lines.map(({ expr }) => expr))),
];

/** Prometheus' operator gives these to whatever it scrapes by a ServiceMonitor. */
const givenLabels = ["namespace", "service", "pod", "container", "endpoint", "job", "instance"];

test("every expression and every case reads metrics and labels that the thing names", () => {
  for (const thing of things) {
    const known = new Map([
      ...thing.recordings.map(({ record, labels }) => [record, Object.keys(labels)] as const),
      ...thing.metrics.map(({ name, labels, by }) => {
        const given = by === "itself" || by === "prometheus" ? givenLabels : [];
        return [name, [...given, ...labels]] as const;
      }),
    ]);
    const inputs = thing.alerts.flatMap(({ fires, silent }) => [
      ...Object.keys(fires.series),
      ...Object.keys(silent.series),
    ]);
    const all = [...exprsOf(thing), ...inputs].flatMap(readBy);
    expect(all.length).toBeGreaterThan(0);
    for (const [metric, labels] of all) {
      const unknown = labels.filter((label) => !known.get(metric)?.includes(label));
      // An input is a part of a series: what told it may have given it more.
      expect([metric, known.has(metric), unknown]).toEqual([metric, true, []]);
    }
    const read = new Set(exprsOf(thing).flatMap((expr) => readBy(expr).map(([name]) => name)));
    expect(thing.metrics.map(({ name }) => name).filter((name) => !read.has(name))).toEqual([]);
  }
});

test("every alert has its place on the page of alerts, and leads there", () => {
  const page = textOf("docs/alerts.md");
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
  expect(new Set(headings).size).toBe(headings.length);
  for (const thing of things) {
    for (const alert of thing.alerts) {
      const anchor = anchorOf(thing, alert);
      expect(headings).toContain(anchor);
      expect(textOf(`watch/main/${thing.name}/rules.yaml`)).toContain(
        "https://github.com/example/simple-time-service/blob/main/" +
          `out/simple-time-service/docs/alerts.md#${anchor}`,
      );
    }
  }
});

interface Placed {
  readonly id: number;
  readonly type: string;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly targets?: readonly { readonly refId: string }[];
}

test("panels of a dashboard have ids of their own, fill the page's width and cover nothing", () => {
  for (const { name } of things) {
    const board = JSON.parse(textOf(`watch/main/${name}/dashboard.json`));
    const panels: readonly Placed[] = board.panels;
    expect(board.uid).toMatch(/^[\w-]{1,40}$/);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(cells.length).toBe(24 * new Set(cells.map((cell) => cell.split(",")[1])).size);
    for (const { type, targets = [] } of panels) {
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
      expect(targets.length > 0).toBe(type === "timeseries");
    }
  }
});

test("the kustomization names every object and dashboard, the cluster's own none of them", () => {
  const kustomization = textOf("watch/main/kustomization.yaml");
  for (const path of files.keys()) {
    const [, inside] = /^watch\/main\/(.*\/(?!rules\.).*)$/.exec(path) ?? [];
    if (inside !== undefined) expect(kustomization).toContain(inside);
  }
  expect(textOf("kubernetes/main/kustomization.yaml")).not.toContain("monitor");
  for (const [path, text] of files)
    if (path.startsWith("kubernetes/")) expect(text).not.toContain("monitoring.coreos.com");
});

test("a system whose figures nobody fetches for Prometheus has no such folder and no such page", () => {
  const { system: quiet } = system("shop", {}, (s) => {
    s.kubernetes("main").service("web", { command: "x", port: 80 });
  }).build({ profile: "default" });
  const written = [...filesOf(quiet).keys()];
  expect(written.filter((path) => /^watch\/|alerts\.md$/.test(path))).toEqual([]);
});

test("services of one name on two clusters have alerts and dashboards of their own", () => {
  const { system: twice } = system("shop", {}, (s) => {
    const aws = s.aws("eu-central-1", { zones: 2 });
    const subnets = { publicSubnets: [], privateSubnets: [], nat: "none" } as const;
    const webs = (["one", "two"] as const).map((name, index) => {
      const vpc = aws.network(name, { cidr: `10.${index}.0.0/16`, ...subnets });
      return vpc.eks("main", { version: "1.36" }).service("web", { command: "x", port: 80 });
    });
    const collects = webs.map((from) => ({ from, by: "prometheus", metrics: ["rate"] }) as const);
    aws.monitoring("figures", { collects });
  }).build({ profile: "default" });
  const clusters = watchedOn(twice);
  expect([...clusters.keys()]).toEqual(["aws.one.main", "aws.two.main"]);
  const all = [...clusters.values()].flat();
  const anchors = all.flatMap((thing) => thing.alerts.map((alert) => anchorOf(thing, alert)));
  expect(new Set(anchors).size).toBe(anchors.length);
  const boards = [...watch.files(twice)].filter(([path]) => path.endsWith("/dashboard.json"));
  expect(new Set(boards.map(([, text]) => JSON.parse(text).uid)).size).toBe(4);
});
