/** Text and numbers as PromQL wants them, and samples as promtool does. */

type Condition = string | { readonly "=~": string } | { readonly "!~": string };

/** The series of a metric whose labels equal a text, or fit a pattern or not. */
export const seriesOf = (metric: string, labels: Readonly<Record<string, Condition>>): string => {
  const all = Object.entries(labels).map(([label, condition]) => {
    const [[sign, text] = []] =
      typeof condition === "string" ? [["=", condition]] : Object.entries(condition);
    return `${label}${sign}${JSON.stringify(text)}`;
  });
  return `${metric}{${all.join(",")}}`;
};

/** A pattern that fits these texts and nothing else. */
export const anyOf = (texts: readonly string[]): string =>
  texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");

/** A number without what binary fractions leave behind: 0.001, not 0.0010000000000000009. */
export const tidy = (number: number): number => Number(number.toPrecision(12));

/** A counter that rises by so much a minute, for so many minutes, one stretch after the other. */
export const counter = (
  ...stretches: readonly (readonly [rise: number, minutes: number])[]
): string => {
  let before = 0;
  return stretches
    .map(([rise, minutes], index) => {
      const first = index === 0 ? 0 : before + rise;
      before += rise * minutes;
      return `${first}+${rise}x${index === 0 ? minutes : minutes - 1}`;
    })
    .join(" ");
};

/** A gauge that stays where it is for so many minutes. */
export const gauge = (value: number, minutes: number): string => `${value}+0x${minutes}`;
