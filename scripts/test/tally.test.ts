import { expect, test } from "bun:test";
import { addTallies, closingLine, tallyOfJunit } from "./tally.ts";

const report = (attributes: string) =>
  `<?xml version="1.0"?>\n<testsuites name="bun test" ${attributes} time="0.1">\n</testsuites>`;

test("a report's root element is counted, and what was skipped did not pass", () => {
  const tally = tallyOfJunit(report('tests="6" assertions="2" failures="1" skipped="2"'));
  expect(tally).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

test("without a report nothing was counted", () => {
  expect(tallyOfJunit("")).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test("the closing line is plain and complete", () => {
  const sum = addTallies(
    { passed: 2, failed: 0, skipped: 1 },
    { passed: 1, failed: 1, skipped: 0 },
  );
  expect(closingLine(sum)).toBe("3 passed, 1 failed, 1 skipped");
});
