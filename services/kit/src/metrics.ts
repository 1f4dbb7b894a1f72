/** One series that only goes up. */
export interface Counter {
  readonly add: (amount?: number) => void;
}

/** One series of a histogram. */
export interface Histogram {
  readonly observe: (value: number) => void;
}

type Labels = Readonly<Record<string, string>>;
/** Finds or makes the series of these label values, in the order that the names were given. */
type Series<One> = (...values: readonly string[]) => One;

interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  /** Its lines, without the head. */
  readonly lines: () => readonly string[];
}

/** Counts things, and writes the counts in Prometheus' text format, version 0.0.4. */
export class Metrics {
  readonly #families: Family[] = [];
  readonly #counters = new Map<string, Series<Counter>>();

  /** Label values must be few and never chosen by a client. Asked for again, it is the same one. */
  counter(name: string, help: string, ...labelNames: readonly string[]): Series<Counter> {
    const known = this.#counters.get(name);
    if (known !== undefined) return known;
    const [series, all] = seriesOf(labelNames, () => ({ value: 0 }));
    const lines = () => all().map(({ labels, state }) => `${name}${braced(labels)} ${state.value}`);
    this.#families.push({ name, help, type: "counter", lines });
    const counter = series((state) => ({
      add: (amount = 1) => {
        state.value += amount;
      },
    }));
    this.#counters.set(name, counter);
    return counter;
  }

  /** Asked for when the metrics are read; undefined leaves it out, because it is not known. */
  gauge(name: string, help: string, read: () => number | undefined): void {
    const lines = () => {
      const value = read();
      return value === undefined ? [] : [`${name} ${value}`];
    };
    this.#families.push({ name, help, type: "gauge", lines });
  }

  /** @param bounds upper bounds of the buckets, ascending, in the unit that the name ends in. */
  histogram(
    name: string,
    help: string,
    bounds: readonly number[],
    ...labelNames: readonly string[]
  ): Series<Histogram> {
    const [series, all] = seriesOf(labelNames, () => ({
      sum: 0,
      counts: new Float64Array(bounds.length + 1),
    }));
    const lines = () =>
      all().flatMap(({ labels, state: { sum, counts } }) => {
        let below = 0;
        const buckets = [...counts].map((count, index) => {
          below += count;
          const le = index < bounds.length ? String(bounds[index]) : "+Inf";
          return `${name}_bucket${braced({ ...labels, le })} ${below}`;
        });
        return [
          ...buckets,
          `${name}_sum${braced(labels)} ${sum}`,
          `${name}_count${braced(labels)} ${below}`,
        ];
      });
    this.#families.push({ name, help, type: "histogram", lines });
    return series((state) => ({
      observe: (value) => {
        let bucket = 0;
        while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket += 1;
        state.sum += value;
        state.counts[bucket] = (state.counts[bucket] ?? 0) + 1;
      },
    }));
  }

  /** Everything counted so far, families in the order in which they were made. */
  text(): string {
    const lines = this.#families.flatMap(({ name, help, type, lines }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...lines(),
    ]);
    return `${lines.join("\n")}\n`;
  }
}

/** The states of a family by their label values: what finds one, and what lists all in order. */
function seriesOf<State>(names: readonly string[], create: () => State) {
  const states = new Map<string, { readonly labels: Labels; readonly state: State }>();
  const entryOf = (key: string, values: readonly string[]) => {
    const labels = Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
    const entry = { labels, state: create() };
    states.set(key, entry);
    return entry;
  };
  const series = <One>(view: (state: State) => One): Series<One> => {
    const views = new Map<string, One>();
    const find: Series<One> = (...values) => {
      const key = values.length === 1 ? (values[0] ?? "") : values.join("\n");
      const known = views.get(key);
      if (known !== undefined) return known;
      const made = view(entryOf(key, values).state);
      views.set(key, made);
      return made;
    };
    // A family without labels has its one series from the start, at nought.
    if (names.length === 0) find();
    return find;
  };
  const all = () => [...states].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  return [series, all] as const;
}

function braced(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

const escaped = (text: string) =>
  text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
