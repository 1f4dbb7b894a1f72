/**
 * Quantities are typed text with a unit on the authoring surface, and plain numbers whose names
 * carry the unit everywhere else. One quantity, one spelling.
 */

/** A length of time, e.g. `"250ms"`, `"90s"`, `"15m"`, `"36h"`, `"7d"`. */
export type Duration = `${number}${"ms" | "s" | "m" | "h" | "d"}`;
/** An amount of memory or disk in powers of 1024, e.g. `"64MiB"`, `"20GiB"`. */
export type Size = `${number}${"KiB" | "MiB" | "GiB" | "TiB"}`;
/** Processor time in thousandths of a core, as Kubernetes writes it, e.g. `"100m"`. */
export type Cpu = `${number}m`;
/** A share of a hundred, e.g. `"70%"`. */
export type Percent = `${number}%`;
/** United States dollars, e.g. `"$150"`. */
export type Money = `$${number}`;
/** Events a second, e.g. `"10000/s"`. */
export type Rate = `${number}/s`;

/** A text that is not the quantity it should be. */
export class NotAQuantity extends Error {
  override readonly name = "NotAQuantity";
}

const msPerUnit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const kibPerUnit = { KiB: 1, MiB: 1024, GiB: 1024 ** 2, TiB: 1024 ** 3 } as const;

const split = (text: string, pattern: RegExp, what: string, examples: string): [number, string] => {
  const match = pattern.exec(text);
  const amount = Number(match?.[1]);
  if (!match || !Number.isFinite(amount)) {
    throw new NotAQuantity(`"${text}" is not ${what}; write e.g. ${examples}`);
  }
  return [amount, match[2] ?? ""];
};

/** Bounds the memory of a process that lasts. */
const knownMax = 10_000;

/** Reads each text once: a large system says the same few quantities again and again. */
const once = <Text extends string>(read: (text: Text) => number): ((text: Text) => number) => {
  const known = new Map<Text, number>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const amount = read(text);
    if (known.size < knownMax) known.set(text, amount);
    return amount;
  };
};

/** Milliseconds of a duration. @throws NotAQuantity */
export const toMs = once((text: Duration): number => {
  const examples = `"250ms", "90s", "15m", "36h"`;
  const [amount, unit] = split(text, /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/, "a duration", examples);
  return amount * msPerUnit[unit as keyof typeof msPerUnit];
});

/** Whole seconds of a duration, rounded up, as Kubernetes' fields want them. @throws NotAQuantity */
export const toSeconds = (text: Duration): number => Math.ceil(toMs(text) / 1_000);

/** Mebibytes of a size, not rounded. @throws NotAQuantity */
export const toMib = once((text: Size): number => {
  const examples = `"64MiB", "20GiB"`;
  const [amount, unit] = split(text, /^(\d+(?:\.\d+)?)([KMGT]iB)$/, "a size", examples);
  return (amount * kibPerUnit[unit as keyof typeof kibPerUnit]) / 1024;
});

/** Thousandths of a core. @throws NotAQuantity */
export const toMilli = once(
  (text: Cpu): number => split(text, /^(\d+)(m)$/, "an amount of CPU", `"100m", "2000m"`)[0],
);

/** The number before the per cent sign. @throws NotAQuantity */
export const toPercent = once(
  (text: Percent): number => split(text, /^(\d+(?:\.\d+)?)(%)$/, "a percentage", `"70%"`)[0],
);

/** United States dollars. @throws NotAQuantity */
export const toUsd = (text: Money): number =>
  split(text, /^\$(\d+(?:\.\d+)?)()$/, "an amount of money", `"$150"`)[0];

/** Events a second. @throws NotAQuantity */
export const toPerSecond = (text: Rate): number =>
  split(text, /^(\d+(?:\.\d+)?)(\/s)$/, "a rate", `"50/s"`)[0];

/** The shortest exact spelling of a number of milliseconds, e.g. 90000 -> `"90s"`. */
export const durationOf = (ms: number): Duration => {
  for (const unit of ["d", "h", "m", "s"] as const) {
    if (ms >= msPerUnit[unit] && ms % msPerUnit[unit] === 0)
      return `${ms / msPerUnit[unit]}${unit}`;
  }
  return `${ms}ms`;
};
