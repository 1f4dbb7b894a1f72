/** How many passed, failed and were skipped: checks and tests alike. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const emptyTally: Tally = { passed: 0, failed: 0, skipped: 0 };

export const addTallies = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

/** The plain closing line that people and machines look for. */
export const closingLine = (tally: Tally): string =>
  `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`;

/**
 * The sums in the root element of a JUnit report; nothing if there is none, as when the runner ended
 * before it could write it.
 */
export const tallyOfJunit = (report: string): Tally => {
  const root = /<testsuites ([^>]*)>/.exec(report)?.[1];
  if (root === undefined) return emptyTally;
  const count = (name: string): number => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(root)?.[1]);
  const [tests, skipped] = [count("tests"), count("skipped")];
  const failed = count("failures");
  return { passed: tests - failed - skipped, failed, skipped };
};
