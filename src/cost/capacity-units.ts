import { hoursPerMonth } from "#plinth/model/cost-line.ts";
import type { Load } from "./load.ts";

/**
 * What one capacity unit of an Application Load Balancer holds; the rules of a listener are free up
 * to ten. https://aws.amazon.com/elasticloadbalancing/pricing/, as kept on 2026-09-20.
 */
const unit = {
  newConnectionsPerSecond: 25,
  activeConnections: 3_000,
  gbPerHour: 1,
  ruleEvaluationsPerSecond: 1_000,
  freeRules: 10,
} as const;

/** Capacity units by what they are counted in. */
export interface CapacityUnits {
  readonly bytes: number;
  readonly "new connections": number;
  readonly "open connections": number;
  readonly rules: number;
}

/** The units that a balancer needs at every moment for a share of the load, by each dimension. */
export const capacityUnits = (
  load: Load & { readonly ratePerSecond: number },
  { rules, share }: { readonly rules: number; readonly share: number },
): CapacityUnits => {
  const rate = load.ratePerSecond * share;
  const connections = rate / load.requestsPerConnection;
  const gbPerHour = (rate * (load.requestBytes + load.answerBytes) * 3_600) / 1e9;
  return {
    bytes: gbPerHour / unit.gbPerHour,
    "new connections": connections / unit.newConnectionsPerSecond,
    "open connections": (connections * load.connectionSeconds) / unit.activeConnections,
    rules: (rate * Math.max(0, rules - unit.freeRules)) / unit.ruleEvaluationsPerSecond,
  };
};

/** Only the dimension that needs most is billed: it, and its units over a month. */
export const billedCapacity = (
  units: CapacityUnits,
): { readonly by: keyof CapacityUnits; readonly hours: number } => {
  const dimensions = Object.entries(units) as [keyof CapacityUnits, number][];
  const [by, most] = dimensions.reduce((a, b) => (b[1] > a[1] ? b : a));
  return { by, hours: most * hoursPerMonth };
};
