import type {
  AutoscalerView,
  NodeView,
  PodView,
  SystemView,
  TargetView,
} from "#plinth/local/copies/view.ts";
import { ageText, clockText, cpuText, memoryText, rateText, timeText, unknown } from "./amounts.ts";
import { type Colours, podColour } from "./colours.ts";
import { urlsOf } from "./endpoints.ts";
import { notHereLine } from "./live-screen.ts";
import { shortNames } from "./names.ts";
import { nodeTable, runsHere } from "./node-table.ts";
import { copyStateText } from "./states.ts";
import { type Column, cut, tableLines } from "./table.ts";

export interface StatusOptions {
  readonly colours: Colours;
  readonly width: number;
  readonly nowMs: number;
  /** Ids of the nodes that were asked for; all when empty. */
  readonly of: readonly string[];
  /** With what is not run here, and why. */
  readonly all: boolean;
}

const podColumns = (
  { colours, nowMs }: StatusOptions,
  pods: readonly PodView[],
): readonly Column<PodView>[] => {
  const stateOf = ({ state, ready }: PodView): string =>
    ready ? colours.green(state) : colours.yellow(state);
  const ageOf = ({ startedAt, retryAt }: PodView): string => {
    const retryMs = retryAt === undefined ? 0 : Date.parse(retryAt) - nowMs;
    return retryMs > 0 ? `again in ${timeText(retryMs)}` : ageText(startedAt, nowMs);
  };
  const role: Column<PodView> = { head: "role", cell: ({ role }) => role ?? unknown };
  return [
    { head: "pod", cell: ({ name }) => podColour(name, colours)(name) },
    ...(pods.some(({ role }) => role !== undefined) ? [role] : []),
    { head: "state", cell: stateOf },
    { head: "ready", cell: ({ ready }) => (ready ? "yes" : "no") },
    { head: "restarts", cell: ({ restarts }) => String(restarts), right: true },
    { head: "cpu", cell: ({ cpuMilli }) => cpuText(cpuMilli), right: true, leaves: 3 },
    { head: "memory", cell: ({ memoryMib }) => memoryText(memoryMib), right: true, leaves: 4 },
    { head: "req/s", cell: (pod) => rateText(pod.requestsPerSecond), right: true, leaves: 2 },
    { head: "age", cell: ageOf, right: true },
    { head: "pid", cell: ({ pid }) => (pid === undefined ? unknown : String(pid)), leaves: 6 },
    { head: "machine", cell: ({ machine }) => machine, leaves: 7 },
    { head: "address", cell: ({ address }) => address ?? unknown, leaves: 5 },
  ];
};

const exitText = ({ code, signal, at }: NonNullable<PodView["lastExit"]>): string =>
  `ended last at ${clockText(at)} ${signal ? `by ${signal}` : `with ${code ?? "an unknown code"}`}`;

const podNotes = (pods: readonly PodView[], { colours }: StatusOptions): string[] =>
  pods.flatMap(({ name, why, lastExit, ready }) => {
    const says = [why, !ready && lastExit ? exitText(lastExit) : undefined].filter(
      (sentence) => sentence !== undefined,
    );
    return says.length > 0 ? [`${podColour(name, colours)(name)}: ${says.join("; ")}`] : [];
  });

/** Whether a replica says it itself. */
const isSaid = (why: string, pods: readonly PodView[]): boolean =>
  pods.some((pod) => pod.why !== undefined && why.includes(pod.why));

const targetColumns = (colours: Colours): readonly Column<TargetView>[] => [
  { head: "target", cell: ({ pod }) => podColour(pod, colours)(pod) },
  {
    head: "state",
    cell: ({ state }) => (state === "healthy" ? colours.green(state) : colours.yellow(state)),
  },
  { head: "reason", cell: ({ reason }) => reason ?? unknown },
];

/** Decisions shown; `--json` has all that are kept. */
const decisionsMax = 5;

const autoscalerLines = (
  { min, max, heldAt, decisions }: AutoscalerView,
  periodS: number,
  { colours }: StatusOptions,
): string[] => [
  heldAt === undefined
    ? `autoscaler ${min}–${max}, decides every ${timeText(periodS * 1_000)}`
    : colours.yellow(`autoscaler ${min}–${max}, held at ${heldAt} by hand ("plinth scale")`),
  ...(decisions.length === 0 ? [colours.dim("  no decision yet")] : []),
  ...decisions.slice(-decisionsMax).map(({ at, from, to, why }) => {
    const change = from === to ? `${to}` : colours.bold(`${from} → ${to}`);
    return `  ${colours.dim(clockText(at))}  ${change}  ${why}`;
  }),
];

const latencyLine = ({ latencyMsP50, latencyMsP99 }: NodeView): string[] =>
  latencyMsP50 === undefined || latencyMsP99 === undefined
    ? []
    : [`latency ${latencyMsP50.toFixed(1)} ms p50, ${latencyMsP99.toFixed(1)} ms p99`];

const nodeSection = (view: SystemView, node: NodeView, options: StatusOptions): string[] => {
  const { colours, width } = options;
  const table = { colours, width: width - 2 };
  const { why, waitingFor = [], pods = [], targets = [], autoscaler, endpoints } = node;
  const lines = [
    ...(why === undefined || isSaid(why, pods) ? [] : [colours.yellow(why)]),
    ...(waitingFor.length === 0 ? [] : [colours.yellow(`waits for ${waitingFor.join(", ")}`)]),
    ...endpoints.slice(1).map((url) => `also at ${url}`),
    ...latencyLine(node),
    ...(pods.length === 0 ? [] : tableLines(podColumns(options, pods), pods, table)),
    ...podNotes(pods, options),
    ...(targets.length === 0 ? [] : tableLines(targetColumns(colours), targets, table)),
    ...(autoscaler ? autoscalerLines(autoscaler, view.autoscalePeriodS, options) : []),
  ];
  return lines.length === 0 ? [] : ["", colours.bold(node.id), ...lines.map((line) => `  ${line}`)];
};

const headLines = (view: SystemView, { colours, nowMs }: StatusOptions): string[] => {
  const { state, startedAt, readyAfterMs, pid, profile } = view;
  const facts = [
    ...(state === "stopped" ? [] : [`up for ${ageText(startedAt, nowMs)}`]),
    ...(readyAfterMs === undefined ? [] : [`was ready after ${timeText(readyAfterMs)}`]),
    ...(pid === undefined ? [] : [`supervisor ${pid}`]),
  ];
  const at = profile === "default" ? "" : `, profile ${profile}`;
  return [
    [`${colours.bold(view.name)} is ${copyStateText(state, colours)}`, ...facts].join(" · "),
    colours.dim(`${view.system} in ${view.file}${at}`),
  ];
};

const allLines = (view: SystemView, { colours }: StatusOptions): string[] => {
  const hidden = view.nodes.filter((node) => !runsHere(node));
  const columns: readonly Column<NodeView>[] = [
    { head: "not run here", cell: ({ id }) => id },
    { head: "kind", cell: ({ kind }) => kind },
    {
      head: "why",
      cell: ({ state, why }) => why ?? (state === "place" ? "it holds others" : unknown),
    },
  ];
  return hidden.length === 0
    ? []
    : ["", ...tableLines(columns, hidden, { colours, width: Number.POSITIVE_INFINITY })];
};

/** All there is to know of a copy, or of some of its nodes. */
export const statusReport = (view: SystemView, options: StatusOptions): string => {
  const { colours, width, of, all } = options;
  const asked = view.nodes.filter(({ id }) => of.length === 0 || of.includes(id));
  const shown = asked.filter(runsHere);
  const urls = of.length === 0 ? urlsOf(view) : [];
  const notHere = all || of.length > 0 ? undefined : notHereLine(view);
  const reasons = of.length > 0 ? asked.filter((node) => !runsHere(node)) : [];
  return [
    ...headLines(view, options),
    ...urls.map(({ url, name }) => `${colours.cyan(url)}  ${name}`),
    ...(shown.length > 0
      ? ["", ...nodeTable(shown, shortNames(view.nodes), { colours, width })]
      : []),
    ...(notHere === undefined ? [] : [colours.dim(notHere)]),
    ...reasons.map(({ id, why }) => `${id}: ${why ?? "it holds others"}`),
    ...shown.flatMap((node) => nodeSection(view, node, options)),
    ...(all ? allLines(view, options) : []),
    ...(view.notes.length > 0 && of.length === 0
      ? ["", ...view.notes.map((note) => `note: ${note}`)]
      : []),
  ]
    .map((line) => cut(line, width))
    .join("\n");
};
