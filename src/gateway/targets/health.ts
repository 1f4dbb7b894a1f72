import type { HealthCheck, TargetReason, TargetState } from "../config.ts";

/** What one check found. */
export type CheckOutcome =
  | { readonly passed: true }
  | {
      readonly passed: false;
      readonly reason:
        | "Target.ResponseCodeMismatch"
        | "Target.Timeout"
        | "Target.FailedHealthChecks";
      readonly description: string;
    };

/** What is known of a target that takes part. */
export interface Health {
  readonly state: Extract<TargetState, "initial" | "healthy" | "unhealthy">;
  readonly reason?: TargetReason;
  readonly description?: string;
  /** Passed, or failed, checks in a row: the last ones that count towards a threshold. */
  readonly passes: number;
  readonly failures: number;
}

/** A target that has just been registered and will be checked. */
export const INITIAL: Health = {
  state: "initial",
  reason: "Elb.InitialHealthChecking",
  description: "registered, and not checked enough yet",
  passes: 0,
  failures: 0,
};

/** A target of a group without health checks. */
export const HEALTHY: Health = { state: "healthy", passes: 0, failures: 0 };

/**
 * The health after one more check: a new target needs one passed check, an unhealthy one
 * `healthyThreshold` in a row; `unhealthyThreshold` failed ones in a row make either unhealthy.
 * Source: AWS, "Health checks for Application Load Balancer target groups".
 */
export function afterCheck(
  health: Health,
  outcome: CheckOutcome,
  thresholds: Pick<HealthCheck, "healthyThreshold" | "unhealthyThreshold">,
): Health {
  if (outcome.passed) {
    const passes = health.passes + 1;
    const isHealthy = health.state !== "unhealthy" || passes >= thresholds.healthyThreshold;
    return isHealthy
      ? { state: "healthy", passes, failures: 0 }
      : { ...health, passes, failures: 0 };
  }
  const failures = health.failures + 1;
  if (health.state !== "unhealthy" && failures < thresholds.unhealthyThreshold) {
    return { ...health, passes: 0, failures };
  }
  const { reason, description } = outcome;
  return { state: "unhealthy", reason, description, passes: 0, failures };
}
