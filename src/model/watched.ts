import type { Duration } from "./quantity.ts";

/**
 * What is watched of a thing, as data: who tells of it, what is computed ahead, when somebody is
 * told, what is drawn. Expressions are PromQL.
 */

type Texts = Readonly<Record<string, string>>;

/** A metric as whoever exposes it names it, with the labels that something here reads. */
export interface Metric {
  readonly name: string;
  readonly labels: readonly string[];
  /** The thing itself, Prometheus for each that it scrapes, or a program on the cluster. */
  readonly by: "itself" | "prometheus" | "kube-state-metrics" | "cadvisor";
}

/** A series that is computed ahead, because several read it or it is long to compute. */
export interface Recording {
  /** `level:metric:operations`, as Prometheus' own practices have it. */
  readonly record: string;
  readonly expr: string;
  readonly labels: Texts;
}

/** Series that rise or stay from minute to minute, and when to look at what became of them. */
interface AlertCase {
  /** What happens in it, e.g. `no replica answers for ten minutes`. */
  readonly when: string;
  /** Values a minute apart in promtool's notation (`0+5x60`), by series. */
  readonly series: Texts;
  /** How long after the first value. */
  readonly at: Duration;
}

/** Somebody is told. */
export interface Alert {
  /** One word in CamelCase; with its labels no other alert of the thing has it. */
  readonly name: string;
  readonly expr: string;
  /** How long it must hold. @default at once */
  readonly for?: Duration;
  /** A page wakes somebody up; a ticket waits for the morning. */
  readonly severity: "page" | "ticket";
  /** What is told besides the severity and the thing. */
  readonly labels?: Texts;
  /** What is wrong, in one sentence. */
  readonly summary: string;
  /** What to look at first, in order; commands in backticks. */
  readonly steps: readonly string[];
  /** A case in which it fires, with the labels that its expression then has. */
  readonly fires: AlertCase & { readonly labels?: Texts };
  /** A case, like the first where it can be, in which it must not. */
  readonly silent: AlertCase;
}

/** One chart. */
export interface Panel {
  readonly title: string;
  /** What it shows, where the title does not say it. */
  readonly says?: string;
  readonly unit: "requests/s" | "share" | "seconds" | "bytes" | "cores" | "count" | "per second";
  /** `$__rate_interval` stands for a span that fits the chart's width. */
  readonly lines: readonly { readonly expr: string; readonly legend: string }[];
  /** Where it becomes too much. @default no line is drawn */
  readonly limit?: number;
}

/** Panels that belong together, one row. */
export interface PanelRow {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** All that is watched of one thing. */
export interface Watched {
  /** Where its own metrics are fetched. @default it has none of its own */
  readonly scrape?: { readonly port: string; readonly path: string };
  /** All that the expressions below read. */
  readonly metrics: readonly Metric[];
  readonly recordings: readonly Recording[];
  readonly alerts: readonly Alert[];
  readonly rows: readonly PanelRow[];
}
