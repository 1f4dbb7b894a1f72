/** Compares by code unit, which is the same on every machine; never by locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A comparison of things by a text of theirs. */
export const byText =
  <T>(textOf: (thing: T) => string) =>
  (a: T, b: T): number =>
    compareText(textOf(a), textOf(b));
