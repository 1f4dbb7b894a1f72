import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";
import { cost } from "./cost.ts";
import { terraform } from "./terraform.ts";

export interface MonitoringProps {
  /** What is watched, and which of its figures. */
  readonly collects: readonly {
    readonly from: Ref;
    /** The path of Prometheus metrics, the CloudWatch agent, or the provider's own metrics. */
    readonly by: "prometheus" | "cloudwatch-agent" | "cloudwatch" | "metrics-server";
    /** By prometheus: rate, errors, latency, connections, or the name of a metric of the program. */
    readonly metrics: readonly string[];
  }[];
  /** What the agent on the machines may do in the account. */
  readonly role?: Ref<"role", "">;
  /** How long logs are kept. @default for ever, as CloudWatch does */
  readonly logs?: Duration;
  /**
   * What the log groups are called where somebody counts on it, right or wrong. Groups are made by
   * what writes to them, under its own name. @default nobody counts on a name
   */
  readonly logGroups?: readonly { readonly of: Ref; readonly name: `/${string}` }[];
  /** One page in CloudWatch with what it has of balancers, machines and databases. @default false */
  readonly dashboard?: boolean;
}

type Collector = MonitoringProps["collects"][number]["by"];

/** What a figure may be called, by who collects it; of the others `check` knows more. */
const names: Partial<Record<Collector, { readonly like: RegExp; readonly says: string }>> = {
  "metrics-server": { like: /^(cpu|memory)$/, says: "knows only cpu and memory; use prometheus" },
  prometheus: {
    // https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels
    like: /^[a-zA-Z_:][a-zA-Z0-9_:]*$/,
    says: "wants rate, errors, latency, connections or the name of a metric",
  },
};

/** Which figures and logs are kept, from where and for how long (CloudWatch). */
export const monitoring = kind<MonitoringProps>()({
  name: "monitoring",
  doc: "Which figures and logs are kept, from where and for how long (CloudWatch).",
  in: ["aws"],
  outputs: [],
  *valid({ props }) {
    for (const { from, by, metrics } of props.collects) {
      const named = names[by];
      const unknown = metrics.filter((name) => named?.like.test(name) === false);
      if (unknown.length === 0) continue;
      const says = `collects "${unknown.join('", "')}" of "${from.ref}" by ${by}`;
      yield { says: `${says}, which ${named?.says}` };
    }
    if (props.logs !== undefined && toMs(props.logs) % 86_400_000 !== 0) {
      yield { says: `logs "${props.logs}" must be whole days, as CloudWatch keeps them` };
    }
  },
  local: none("`up` measures processor, memory, requests and logs itself: `status`, `logs`."),
  kubernetes: none("The agent is an add-on of the cluster; who is scraped says so by `watch`."),
  terraform,
  cost,
  behaviour: none("Its agent's share of a machine comes with `simulate`, not built yet."),
  watch: none("It is what watches."),
});
