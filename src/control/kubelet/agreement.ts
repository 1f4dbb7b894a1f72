import type { KubeletSettings } from "./defaults.ts";
import { type LifeEvent, parseScript, type Script } from "./script.ts";
import { liveThrough } from "./script-world.ts";

/** An event of Kubernetes' that ours does not have at its place, or the other way round. */
export interface LifeDisagreement {
  /** Of the event in its life. */
  readonly index: number;
  /** Undefined: Kubernetes' life has ended by then. */
  readonly want: LifeEvent | undefined;
  /** Undefined: ours has. */
  readonly got: LifeEvent | undefined;
}

/** Lives the script through and compares event by event; settings are the script's by default. */
export function disagreementsOf(script: Script, settings?: KubeletSettings): LifeDisagreement[] {
  const got = liveThrough(script, settings);
  return Array.from({ length: Math.max(script.events.length, got.length) }, (_, index) => ({
    index,
    want: script.events[index],
    got: got[index],
  })).filter(({ want, got }) => textOf(want) !== textOf(got));
}

/** Fields in alphabetical order, so that equal events are equal texts. */
function textOf(event: LifeEvent | undefined): string {
  if (!event) return "nothing";
  const { atMs, what, ...rest } = event;
  const fields = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return [`${atMs} ms ${what}`, ...fields.map(([key, value]) => `${key} ${value}`)].join(", ");
}

/** Holds the kubelet against a line of probes.ndjson. */
export const oracle = {
  noun: "events",
  /** @throws an Error whose sentence says what is wrong with the line. */
  judge(line: string) {
    const script = parseScript(line);
    const disagreements = disagreementsOf(script);
    const extra = disagreements.filter(({ want }) => !want).length;
    const total = script.events.length + extra;
    return {
      total,
      agree: total - disagreements.length,
      disagreements: disagreements.map(
        ({ index, want, got }) =>
          `${script.name} event ${index}: want ${textOf(want)}; got ${textOf(got)}`,
      ),
    };
  },
} as const;
