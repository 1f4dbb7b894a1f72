/** Numbers as people read them. What is not known is a dash, never a zero. */

export const unknown = "–";

/** Processor time in thousandths of a core, as `kubectl top` has it. */
export const cpuText = (milli: number | undefined): string =>
  milli === undefined ? unknown : `${Math.round(milli)}m`;

export const memoryText = (mib: number | undefined): string =>
  mib === undefined
    ? unknown
    : mib < 1024
      ? `${Math.round(mib)} MiB`
      : `${(mib / 1024).toFixed(1)} GiB`;

/** Thousands are set apart, so that a rate is not misread by a factor of ten. */
export const rateText = (perSecond: number | undefined): string => {
  if (perSecond === undefined) return unknown;
  const rounded = perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : perSecond.toFixed(0);
  return rounded.replace(/\B(?=(\d{3})+$)/g, rounded.includes(".") ? "" : ",");
};

export const countText = (count: number | undefined): string =>
  count === undefined ? unknown : String(count);

/** A length of time in its one or two biggest units, e.g. `740 ms`, `12s`, `3m5s`, `2h`, `4d3h`. */
export const timeText = (ms: number): string => {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = Math.floor(ms / 1_000);
  const units = [
    ["d", 86_400],
    ["h", 3_600],
    ["m", 60],
    ["s", 1],
  ] as const;
  const first = units.findIndex(([, size]) => seconds >= size);
  return units
    .slice(first, first + 2)
    .map(([unit, size], i) => {
      const before = units[first + i - 1];
      const left = i > 0 && before ? seconds % before[1] : seconds;
      return [Math.floor(left / size), unit] as const;
    })
    .filter(([count], i) => i === 0 || count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join("");
};

/** The time between a moment of RFC 3339 and now, in whole seconds. */
export const ageText = (at: string | undefined, nowMs: number): string => {
  if (at === undefined) return unknown;
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(at)) / 1_000));
  return seconds === 0 ? "0s" : timeText(seconds * 1_000);
};

/** The clock of a moment of RFC 3339, UTC, to the millisecond. */
export const clockText = (at: string): string => at.slice(11, 23);
