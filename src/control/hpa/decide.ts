import { type Findings, withFindings } from "./conditions.ts";
import type {
  HpaDecision,
  HpaState,
  HpaWhy,
  MetricAnswer,
  MetricFailure,
  MetricReading,
  Recommendation,
  ScaleEvent,
} from "./decision.ts";
import {
  type Behavior,
  behaviorOf,
  type FilledRules,
  hpaFlagDefaults,
  metricsOf,
  tolerancesOf,
} from "./defaults.ts";
import { limitWithBehavior, limitWithoutBehavior } from "./limits.ts";
import { readMetric } from "./metrics.ts";
import { longestPeriodS } from "./policies.ts";
import { replaceOld, stabilizeBoth, stabilizeDown } from "./stabilize.ts";
import type { HpaFlags, HpaObservation, HpaSpec } from "./types.ts";

/** The state of an autoscaler that has decided nothing yet. */
export const hpaStart: HpaState = Object.freeze({
  recommendations: [],
  scaleUps: [],
  scaleDowns: [],
  conditions: {},
});

export interface HpaQuestion {
  readonly spec: HpaSpec;
  /** The `next` of the decision before. */
  readonly state: HpaState;
  readonly observation: HpaObservation;
  /** Now, s, on the clock of the samples. */
  readonly atS: number;
  /** @default hpaFlagDefaults */
  readonly flags?: HpaFlags;
}

/**
 * One look of the horizontal autoscaler (autoscaling/v2): how many replicas there should be, why,
 * and what to remember. To be asked every 15 s; the caller sets the replicas. Never throws.
 *
 *     metrics -> the highest proposal -> stabilisation windows -> policies, min, max -> replicas
 *
 * Source: k8s@v1.36.2 pkg/controller/podautoscaler/horizontal.go `reconcileAutoscaler`.
 */
export function decide(question: HpaQuestion): HpaDecision {
  const { spec, observation, atS, flags = hpaFlagDefaults } = question;
  const from = observation.replicas;
  const behavior = behaviorOf(spec, flags);
  const state = withFirstRecommendation(question.state, from, atS);
  const verdict = verdictOf({ spec, state, observation, atS, flags }, behavior);
  const { replicas, why, metrics, recommendations } = verdict;

  const conditions = withFindings(
    state.conditions,
    {
      AbleToScale: ["True", "SucceededGetScale"],
      ...verdict.findings,
      ...(replicas !== from && { AbleToScale: ["True", "SucceededRescale"] }),
    },
    atS,
  );
  const next = withScaleEvent(
    { ...state, recommendations: recommendations ?? state.recommendations, conditions },
    behavior,
    replicas - from,
    atS,
  );
  return { atS, fromReplicas: from, replicas, why, metrics, conditions, next };
}

/** What is decided, before it is remembered. */
interface Verdict {
  readonly replicas: number;
  readonly why: HpaWhy;
  readonly metrics: readonly MetricAnswer[];
  readonly findings: Findings;
  /** Absent: as they were. */
  readonly recommendations?: readonly Recommendation[];
}

type Look = Required<HpaQuestion>;

function verdictOf(look: Look, behavior: Behavior | null): Verdict {
  const { spec, observation, flags, atS } = look;
  const from = observation.replicas;
  if (from === 0)
    return {
      replicas: 0,
      why: { kind: "stopped" },
      metrics: [],
      findings: { ScalingActive: ["False", "ScalingDisabled"] },
    };
  if (from > spec.maxReplicas) return backInRange(spec, "maxReplicas");
  if (from < spec.minReplicas) return backInRange(spec, "minReplicas");

  const context = { observation, flags, atS, tolerances: tolerancesOf(behavior, flags) };
  const metrics = metricsOf(spec).map((metric) => readMetric(metric, context));
  const best = metrics.reduce(higher);
  if (best.kind === "failure") return staying(from, metrics, best);
  // With a metric unknown the others may scale up, but not down.
  const failure = metrics.find((answer) => answer.kind === "failure");
  if (failure && best.replicas < from) return staying(from, metrics, failure, best.replicas);
  return normalized(look, behavior, metrics, best);
}

/** Too many or too few, whatever the metrics say: someone scaled by hand, or edited the bounds. */
const backInRange = (spec: HpaSpec, bound: "minReplicas" | "maxReplicas"): Verdict => ({
  replicas: spec[bound],
  why: { kind: "out-of-range", bound },
  metrics: [],
  findings: {},
});

/** Of readings the first that asks for most, of failures the first, and a reading before both. */
function higher(a: MetricAnswer, b: MetricAnswer): MetricAnswer {
  if (b.kind === "failure") return a;
  return a.kind === "failure" || b.replicas > a.replicas ? b : a;
}

const staying = (
  replicas: number,
  metrics: readonly MetricAnswer[],
  failure: MetricFailure,
  refused?: number,
): Verdict => ({
  replicas,
  why: { kind: "metrics-unknown", failure, ...(refused !== undefined && { refused }) },
  metrics,
  findings: { ScalingActive: ["False", failure.reason] },
});

/** The winner's proposal after stabilisation and limits. */
function normalized(
  { spec, state, observation, flags, atS }: Look,
  behavior: Behavior | null,
  metrics: readonly MetricAnswer[],
  winner: MetricReading,
): Verdict {
  const from = observation.replicas;
  const desired: Recommendation = { atS, replicas: Math.max(0, winner.replicas) };
  const {
    replicas: to,
    recommendations,
    stabilization,
  } = behavior
    ? stabilizeBoth(state.recommendations, desired, behavior, from)
    : stabilizeDown(state.recommendations, desired, flags.downscaleStabilizationS);
  const change = { from, to, atS };
  const limit = behavior
    ? limitWithBehavior(change, behavior, state, spec)
    : limitWithoutBehavior(change, spec);

  const stabilized =
    stabilization?.direction === "up" ? "ScaleUpStabilized" : "ScaleDownStabilized";
  return {
    replicas: limit ? limit.replicas : to,
    why: {
      kind: "metrics",
      winner,
      ...(stabilization && { stabilization }),
      ...(limit && { limit }),
    },
    metrics,
    findings: {
      AbleToScale: ["True", stabilization ? stabilized : "ReadyForNewScale"],
      ScalingActive: ["True", "ValidMetricFound"],
      ScalingLimited: limit ? ["True", limit.reason] : ["False", "DesiredWithinRange"],
    },
    recommendations,
  };
}

/** What there was when the autoscaler began counts as a recommendation. */
const withFirstRecommendation = (state: HpaState, replicas: number, atS: number): HpaState =>
  state.recommendations.length > 0 ? state : { ...state, recommendations: [{ atS, replicas }] };

/** Remembers a change for the policies; without behaviour nothing would read it. */
function withScaleEvent(
  state: HpaState,
  behavior: Behavior | null,
  change: number,
  atS: number,
): HpaState {
  if (!behavior || change === 0) return state;
  const event = { atS, change: Math.abs(change) };
  const add = (past: readonly ScaleEvent[], rules: FilledRules) =>
    replaceOld(past, event, (old) => old.atS < atS - longestPeriodS(rules));
  return change > 0
    ? { ...state, scaleUps: add(state.scaleUps, behavior.scaleUp) }
    : { ...state, scaleDowns: add(state.scaleDowns, behavior.scaleDown) };
}
