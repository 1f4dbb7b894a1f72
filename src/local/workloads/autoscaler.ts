import { conditionText } from "#plinth/control/hpa/conditions.ts";
import { decide, hpaStart } from "#plinth/control/hpa/decide.ts";
import type { HpaState } from "#plinth/control/hpa/decision.ts";
import { explain } from "#plinth/control/hpa/explain.ts";
import type { HpaMetric, HpaObservation, HpaSpec, PodSample } from "#plinth/control/hpa/types.ts";
import { monotonicMs, nowMs, rfc3339 } from "#plinth/host/clock.ts";
import type {
  LocalScale,
  LocalWorkload,
  QueueMetric,
  ScaleMetric,
} from "#plinth/model/local-part.ts";
import type { AutoscalerView, DecisionView } from "../copies/view.ts";
import type { Replica } from "../replicas/replica.ts";
import type { Usages } from "../replicas/usages.ts";

/** How often an autoscaler decides, s (k8s: --horizontal-pod-autoscaler-sync-period). */
export const autoscalePeriodS = 15;

/** So many decisions are kept for `status`. */
const decisionsKept = 20;

/** What a queue's metric is called in a decision. */
const nameOf = ({ queue }: QueueMetric): string => `the queue "${queue.name}"`;

const metricOf = (metric: ScaleMetric): HpaMetric => {
  if ("queue" in metric) {
    const target = { type: "AverageValue", value: metric.averageValue } as const;
    return { type: "External", name: nameOf(metric), target };
  }
  const target =
    "utilizationPercent" in metric
      ? ({ type: "Utilization", percent: metric.utilizationPercent } as const)
      : ({ type: "AverageValue", value: metric.averageValue } as const);
  return { type: "Resource", name: metric.resource, target };
};

const specOf = (scale: LocalScale): HpaSpec => ({
  ...scale,
  metrics: scale.metrics.map(metricOf),
});

/** How many messages are in a queue; undefined: it cannot be said now. Never throws. */
export type DepthOf = (queue: QueueMetric["queue"]) => Promise<number | undefined>;

/** A workload at the moment of a decision. */
interface Look {
  readonly wanted: number;
  readonly replicas: readonly Replica[];
  readonly usages: Usages;
}

/** One workload's horizontal autoscaler: it measures, asks the pure functions, and remembers. */
export class Autoscaler {
  heldAt: number | undefined;
  private state: HpaState = hpaStart;
  private readonly decisions: DecisionView[] = [];
  private readonly part: LocalWorkload;
  private readonly scale: LocalScale;
  private readonly speed: number;

  /** `speed`: how much faster than the clock on the wall it lives. */
  constructor(part: LocalWorkload, scale: LocalScale, speed: number) {
    this.part = part;
    this.scale = scale;
    this.speed = speed;
  }

  /** Seconds as the autoscaler lives them. */
  private seconds(ms: number): number {
    return (ms * this.speed) / 1000;
  }

  private sampleOf(replica: Replica, usages: Usages): PodSample {
    const usage = usages.over(replica.name, (autoscalePeriodS * 1000) / this.speed);
    const running = replica.process !== undefined;
    return {
      name: replica.name,
      phase: running ? "Running" : "Pending",
      deleting: false,
      startS: running ? this.seconds(replica.madeMs) : null,
      ready: replica.ready,
      readySinceS: replica.readySinceMs === undefined ? null : this.seconds(replica.readySinceMs),
      requestMilli: this.part.cpuRequestMilli ?? null,
      requestMib: this.part.memoryRequestMib ?? null,
      cpuMilli: usage === undefined ? null : Math.round(usage.cpuMilli),
      memoryMib: usage?.memoryMib ?? null,
      custom: {},
      sampledS: usage === undefined ? 0 : this.seconds(usage.atMs),
      windowS: usage === undefined ? 0 : this.seconds(usage.windowMs),
    };
  }

  /** Messages in the queues that it follows, by name of the metric; unknown ones are left out. */
  private async queued(depthOf: DepthOf): Promise<HpaObservation["externals"]> {
    const measured = await Promise.all(
      this.scale.metrics.map(async (metric) => {
        const depth = "queue" in metric ? await depthOf(metric.queue) : undefined;
        return depth !== undefined && "queue" in metric ? [[nameOf(metric), [depth]] as const] : [];
      }),
    );
    return Object.fromEntries(measured.flat());
  }

  /** Looks at what is outside the replicas, and then decides how many there should be. */
  async decide(depthOf: DepthOf, look: () => Look): Promise<number> {
    const externals = await this.queued(depthOf);
    const { wanted, replicas, usages } = look();
    const decision = decide({
      spec: specOf(this.scale),
      state: this.state,
      observation: {
        replicas: wanted,
        statusReplicas: replicas.length,
        pods: replicas.map((replica) => this.sampleOf(replica, usages)),
        objects: {},
        externals,
      },
      atS: this.seconds(monotonicMs()),
    });
    this.state = decision.next;
    const conditions = Object.entries(decision.conditions).flatMap(([type, condition]) => {
      const text = conditionText(condition);
      return text === undefined ? [] : [[type, text] as const];
    });
    this.decisions.push({
      at: rfc3339(nowMs()),
      from: decision.fromReplicas,
      to: decision.replicas,
      why: explain(decision),
      conditions: Object.fromEntries(conditions),
    });
    if (this.decisions.length > decisionsKept) this.decisions.shift();
    return decision.replicas;
  }

  get last(): DecisionView | undefined {
    return this.decisions.at(-1);
  }

  view(): AutoscalerView {
    return {
      min: this.scale.minReplicas,
      max: this.scale.maxReplicas,
      ...(this.heldAt !== undefined && { heldAt: this.heldAt }),
      decisions: [...this.decisions],
    };
  }
}
