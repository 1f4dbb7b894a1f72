import { awsName } from "#plinth/kinds/aws/provider/names.ts";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { seriesOf } from "#plinth/model/promql.ts";
import type { System } from "#plinth/model/system.ts";
import type { Panel, PanelRow } from "#plinth/model/watched.ts";
import { clusterKinds } from "../cluster-folder.ts";
import { addressInRepository } from "../in-repository.ts";
import type { Thing } from "./things.ts";

/** Grafana's own names of units. */
const units: Readonly<Record<Panel["unit"], string>> = {
  "requests/s": "reqps",
  share: "percentunit",
  seconds: "s",
  bytes: "bytes",
  cores: "short",
  count: "short",
  "per second": "ops",
};

/** All that Grafana keeps of a link to elsewhere. */
const link = {
  type: "link",
  icon: "doc",
  tooltip: "",
  tags: [],
  targetBlank: true,
  asDropdown: false,
  includeVars: false,
  keepTime: false,
};

const datasource = { type: "prometheus", uid: "$" + "{datasource}" };

/** Grafana's canvas is 24 wide. */
const canvas = { width: 24, panelHeight: 8, rowHeight: 1, abreastMax: 3 };

const chart = (panel: Panel) => ({
  type: "timeseries",
  title: panel.title,
  ...(panel.says !== undefined && { description: panel.says }),
  datasource,
  targets: panel.lines.map(({ expr, legend }, index) => ({
    refId: String.fromCodePoint(65 + index),
    datasource,
    expr,
    legendFormat: legend,
  })),
  fieldConfig: {
    defaults: {
      unit: units[panel.unit],
      min: 0,
      custom: {
        fillOpacity: 10,
        showPoints: "never",
        thresholdsStyle: { mode: panel.limit === undefined ? "off" : "dashed" },
      },
      thresholds: {
        mode: "absolute",
        steps: [
          { color: "green", value: null },
          ...(panel.limit === undefined ? [] : [{ color: "red", value: panel.limit }]),
        ],
      },
    },
    overrides: [],
  },
  options: {
    legend: { displayMode: "list", placement: "bottom" },
    tooltip: { mode: "multi", sort: "desc" },
  },
});

/** A row's heading and its panels, in lines of equal length that are as wide as the page. */
const rowAt = ({ title, panels }: PanelRow, top: number) => {
  const lines = Math.ceil(panels.length / canvas.abreastMax);
  const abreast = Math.ceil(panels.length / lines);
  return [
    {
      type: "row",
      title,
      collapsed: false,
      gridPos: { x: 0, y: top, w: canvas.width, h: canvas.rowHeight },
      panels: [],
    },
    ...panels.map((panel, index) => {
      const line = Math.floor(index / abreast);
      const width = canvas.width / Math.min(abreast, panels.length - line * abreast);
      const y = top + canvas.rowHeight + line * canvas.panelHeight;
      return {
        ...chart(panel),
        gridPos: { x: (index % abreast) * width, y, w: width, h: canvas.panelHeight },
      };
    }),
  ];
};

const placed = (rows: readonly PanelRow[]) => {
  const all: ReturnType<typeof rowAt> = [];
  for (const row of rows) {
    const below = all.map(({ gridPos: { y, h } }) => y + h);
    all.push(...rowAt(row, Math.max(0, ...below)));
  }
  return all.map((panel, index) => ({ id: index + 1, ...panel }));
};

/** What addresses of the dashboard contain, and no other of the same Grafana has: at most 40 signs. */
export const uidOf = ({ title, node }: Thing, system: System): string => {
  const what = clusterKinds.has(node.kind) ? `cluster-${title}` : title;
  return awsName(system, what.replaceAll(/[^\w-]/g, "-"), 40);
};

/**
 * A thing's panels as a dashboard of Grafana, in its classic model.
 * https://grafana.com/docs/grafana/v11.6/dashboards/build-dashboards/view-dashboard-json-model/
 */
export const dashboardOf = (thing: Thing, system: System) => {
  const { node, rows, title } = thing;
  const isCluster = clusterKinds.has(node.kind);
  const page = addressInRepository(system, "docs/alerts.md");
  const alerts = seriesOf("ALERTS", {
    alertstate: "firing",
    namespace: namespaceOf(system),
    service: isCluster ? "" : node.name,
  });
  return {
    uid: uidOf(thing, system),
    title: `${system.name}: ${isCluster ? `cluster ${title}` : title}`,
    description: `Profile "${system.profile}". Written from the model: changes made here are lost.`,
    tags: ["plinth", system.name],
    schemaVersion: 39,
    editable: false,
    graphTooltip: 1,
    refresh: "1m",
    time: { from: "now-6h", to: "now" },
    timezone: "browser",
    templating: {
      list: [{ name: "datasource", label: "Prometheus", type: "datasource", query: "prometheus" }],
    },
    annotations: {
      list: [
        {
          name: "Alerts",
          enable: true,
          datasource,
          target: { refId: "Alerts", expr: alerts },
          iconColor: "red",
          titleFormat: "{{alertname}}",
          step: "60s",
        },
      ],
    },
    links: page ? [{ ...link, title: "What to do about alerts", url: page }] : [],
    panels: placed(rows),
  };
};
