/**
 * What a thing costs, as its kind says it: amounts of what is paid for, and the key of the price in a
 * dated book. Plain data; `src/cost` turns lines, books and a load into a bill.
 */

/** Hours of a month, as AWS' own calculator counts them: 365 × 24 / 12. */
export const hoursPerMonth = 730;

/** An amount with all autoscalers at their least, as many as are wanted, and at their most. */
export interface Span {
  readonly min: number;
  readonly usual: number;
  readonly max: number;
}

/** A span; one number is all three, two leave the usual at the least. */
export const spanOf = (min: number, max = min, usual = min): Span => ({ min, usual, max });

/** How many there are between two bounds; a wish outside them is held to them. */
export const heldTo = ({
  min,
  max,
  desired,
}: {
  readonly min: number;
  readonly max: number;
  readonly desired: number;
}): Span => spanOf(min, max, Math.min(Math.max(min, desired), max));

/** A span so many times. */
export const times = ({ min, usual, max }: Span, by: number): Span => ({
  min: min * by,
  usual: usual * by,
  max: max * by,
});

/**
 * What a load is measured in, over a month: requests; gigabytes (10⁹ bytes) of them, of their
 * answers, of both and of their logs; hours of one processor that answering takes.
 */
export const measures = ["request", "gb-in", "gb-out", "gb-both", "gb-log", "vcpu-hour"] as const;
export type Measure = (typeof measures)[number];

/** Units a month. */
export type Quantity =
  /** The same whatever the load. */
  | Span
  /** So many for each unit of the load, of which what is `beyond` an amount that is included. */
  | { readonly per: Measure; readonly each: Span; readonly beyond?: Span }
  /** Capacity units of a balancer that takes a share of the load (1: all) by so many rules. */
  | { readonly capacityUnits: { readonly rules: number; readonly share: number } }
  /** Nobody can tell from the model; why, as a clause: `its volume is not in the model`. */
  | { readonly unknown: string };

/** The headings of a bill, in its order. A document's own table is compared by them. */
export const costGroups = [
  "control plane",
  "machines",
  "databases",
  "disk",
  "storage",
  "nat",
  "balancer",
  "addresses",
  "transfer",
  "endpoints",
  "logs",
  "metrics",
  "alarms",
  "keys",
  "secrets",
  "images",
  "state",
] as const;
export type CostGroup = (typeof costGroups)[number];

/** One line of a bill. */
export interface CostLine {
  /** What is paid for, unique among the lines of its node. */
  readonly item: string;
  readonly group: CostGroup;
  /** The key of the price in the dated book. */
  readonly price: string;
  readonly quantity: Quantity;
  /** What a reader should know of the amount, as a clause. */
  readonly note?: string;
}
