/** Upper bounds of the duration histogram, seconds; the service answers in microseconds. */
const boundsSeconds = [0.00001, 0.000025, 0.0001, 0.0005, 0.001, 0.005, 0.025, 0.1, 0.5, 2.5];

/** What is not counted here but asked for when the metrics are read. */
export interface Gauges {
  /** TCP connections that clients hold, idle ones included; undefined where it cannot be known. */
  readonly openConnections: number | undefined;
  readonly pendingRequests: number;
  readonly isDraining: boolean;
}

interface Series {
  readonly labels: string;
  requests: number;
  durationSeconds: number;
  /** One count per bound and one for everything above; not yet cumulative. */
  readonly buckets: Float64Array;
}

/** Counts requests, and writes the counts in Prometheus' text format. */
export class Metrics {
  /** By route, method and status; nested, because joining the three into a key would cost more. */
  readonly #series = new Map<string, Map<string, Map<number, Series>>>();
  #errors = 0;

  /** Counts one answered request; route and method must be few and never chosen by the client. */
  countRequest(route: string, method: string, status: number, durationMs: number): void {
    const byMethod = entry(this.#series, route, () => new Map());
    const series = entry(
      entry(byMethod, method, () => new Map()),
      status,
      () => ({
        labels: `method="${method}",route="${route}",status="${status}"`,
        requests: 0,
        durationSeconds: 0,
        buckets: new Float64Array(boundsSeconds.length + 1),
      }),
    );
    const seconds = durationMs / 1000;
    let bucket = 0;
    while (bucket < boundsSeconds.length && seconds > (boundsSeconds[bucket] ?? 0)) bucket += 1;
    series.requests += 1;
    series.durationSeconds += seconds;
    series.buckets[bucket] = (series.buckets[bucket] ?? 0) + 1;
  }

  /** Counts one request that failed inside the service. */
  countError(): void {
    this.#errors += 1;
  }

  /** Prometheus' text format, version 0.0.4. */
  text(gauges: Gauges): string {
    const series = [...this.#series.values()]
      .flatMap((byMethod) => [...byMethod.values()])
      .flatMap((byStatus) => [...byStatus.values()])
      .sort((a, b) => (a.labels < b.labels ? -1 : 1));
    const name = "http_request_duration_seconds";
    return [
      ...head(
        "http_requests_total",
        "counter",
        "Requests answered; rate() of it is the request rate.",
      ),
      ...series.map((one) => `http_requests_total{${one.labels}} ${one.requests}`),
      ...head("http_request_errors_total", "counter", "Requests that failed inside the service."),
      `http_request_errors_total ${this.#errors}`,
      ...head(
        name,
        "histogram",
        "Time from the request's last header to its answer, in the service.",
      ),
      ...series.flatMap((one) => histogram(name, one)),
      ...head("http_requests_in_flight", "gauge", "Requests received and not yet answered."),
      `http_requests_in_flight ${gauges.pendingRequests}`,
      ...(gauges.openConnections === undefined
        ? []
        : [
            ...head(
              "http_active_connections",
              "gauge",
              "Connections that clients hold, idle or not.",
            ),
            `http_active_connections ${gauges.openConnections}`,
          ]),
      ...head("service_draining", "gauge", "1 from SIGTERM on."),
      `service_draining ${gauges.isDraining ? 1 : 0}`,
      "",
    ].join("\n");
  }
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function histogram(name: string, { labels, requests, durationSeconds, buckets }: Series): string[] {
  let below = 0;
  const bounded = boundsSeconds.map((bound, index) => {
    below += buckets[index] ?? 0;
    return `${name}_bucket{${labels},le="${bound}"} ${below}`;
  });
  return [
    ...bounded,
    `${name}_bucket{${labels},le="+Inf"} ${requests}`,
    `${name}_sum{${labels}} ${durationSeconds}`,
    `${name}_count{${labels}} ${requests}`,
  ];
}

/**
 * Counts the established connections to a local port in the text of Linux' /proc/net/tcp or tcp6:
 * second column "address:port" in hexadecimal, fourth column 01 for ESTABLISHED
 * (https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html).
 */
export function countEstablished(table: string, port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return table.split("\n").filter((line) => {
    const [, address = "", , state] = line.trim().split(/\s+/);
    return state === "01" && address.endsWith(local);
  }).length;
}
