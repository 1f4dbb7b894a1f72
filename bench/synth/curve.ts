import { asTyped } from "../lib/plinth.ts";
import { exponentOf, type Point } from "./growth.ts";
import { type Measured, measure } from "./measure.ts";
import { projectOf } from "./project.ts";

/** What is measured for a system: each from Enter to prompt. */
export const verbs = ["synth", "synth, nothing new", "check", "cost"] as const;
export type Verb = (typeof verbs)[number];

/** How fast they must be, ms. Source: the project's goals, for a system of 1,000 services. */
export const limitsMs: Partial<Record<Verb, number>> = { synth: 2_000, check: 500 };
export const limitsAt = 1_000;

/** One size of a generated system. */
export interface Size {
  readonly count: number;
  readonly measured: Readonly<Record<Verb, Measured>>;
}

/** More than this is not linear any more: room for noise, far from 2. */
export const exponentMax = 1.2;

const measureSize = async (count: number, runs: number): Promise<Size> => {
  using project = projectOf("onClouds", count);
  const plinth = (verb: string, before?: () => void) =>
    measure([...asTyped, verb], project.root, runs, before);
  return {
    count,
    measured: {
      synth: await plinth("synth", project.clean),
      "synth, nothing new": await plinth("synth"),
      check: await plinth("check"),
      cost: await plinth("cost"),
    },
  };
};

/** All sizes, the largest with fewer runs, for they last. */
export const measureSizes = async (
  counts: readonly number[],
  runs: number,
): Promise<readonly Size[]> => {
  const sizes: Size[] = [];
  for (const count of counts) sizes.push(await measureSize(count, count > 1_000 ? 3 : runs));
  return sizes;
};

export const pointsOf = (
  sizes: readonly Size[],
  verb: Verb,
  what: (measured: Measured) => number,
): readonly Point[] =>
  sizes.map(({ count, measured }) => ({ size: count, value: what(measured[verb]) }));

/**
 * How a verb's processor time grows over the upper half of the sizes, where the time that every
 * start takes does not hide it.
 */
export const growthOf = (sizes: readonly Size[], verb: Verb): number =>
  exponentOf(pointsOf(sizes, verb, ({ cpuMs }) => cpuMs).slice(-2));
