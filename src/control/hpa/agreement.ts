import { conditionText, conditionTypes } from "./conditions.ts";
import { decide, hpaStart } from "./decide.ts";
import { type HpaTrace, parseTrace } from "./trace.ts";

/** A decision of ours that is not Kubernetes'. */
export interface HpaDisagreement {
  /** Of the step in its trace. */
  readonly index: number;
  readonly atS: number;
  /** Replicas. */
  readonly want: number;
  readonly got: number;
  /** The conditions that differ; "absent" for one that was not set. */
  readonly conditions: readonly {
    readonly type: string;
    readonly want: string;
    readonly got: string;
  }[];
}

/** Decides every step of a trace, our state carried over, and compares replicas and conditions. */
export function disagreementsOf(trace: HpaTrace): readonly HpaDisagreement[] {
  const found: HpaDisagreement[] = [];
  let state = hpaStart;
  for (const [index, step] of trace.steps.entries()) {
    const { atS, observation, want } = step;
    const decision = decide({ spec: trace.spec, flags: trace.flags, state, observation, atS });
    state = decision.next;
    const types = new Set<string>([...conditionTypes, ...Object.keys(step.conditions)]);
    const ours: Readonly<Record<string, string | undefined>> = Object.fromEntries(
      conditionTypes.map((type) => [type, conditionText(decision.conditions[type])]),
    );
    const conditions = [...types]
      .map((type) => ({
        type,
        want: step.conditions[type] ?? "absent",
        got: ours[type] ?? "absent",
      }))
      .filter((condition) => condition.want !== condition.got);
    if (decision.replicas !== want || conditions.length > 0)
      found.push({ index, atS, want, got: decision.replicas, conditions });
  }
  return found;
}

const textOf = (trace: HpaTrace, { index, atS, want, got, conditions }: HpaDisagreement): string =>
  [
    `${trace.name} step ${index} at ${atS} s: want ${want}, got ${got}`,
    ...conditions.map(({ type, want, got }) => `${type} want "${want}", got "${got}"`),
  ].join("; ");

/** Holds the autoscaler against a line of hpa-traces.ndjson. */
export const oracle = {
  noun: "decisions",
  /** @throws an Error whose sentence says what is wrong with the line. */
  judge(line: string) {
    const trace = parseTrace(line);
    const disagreements = disagreementsOf(trace);
    return {
      total: trace.steps.length,
      agree: trace.steps.length - disagreements.length,
      disagreements: disagreements.map((disagreement) => textOf(trace, disagreement)),
    };
  },
} as const;
