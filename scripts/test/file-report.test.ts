import { expect, test } from "bun:test";
import { type FileReport, FileReports } from "./file-report.ts";

const reportsOf = (output: string): FileReport[] => {
  const told: FileReport[] = [];
  const reports = new FileReports((report) => told.push(report));
  for (const line of output.split("\n")) reports.line(line);
  reports.end();
  return told;
};

test("each file is told of when the next begins, with what it said", () => {
  const output =
    "a.test.ts:\n(pass) one\n(pass) two\n\nb.test.ts:\n3 | boom\n(fail) three\n\n 2 pass";
  const told = reportsOf(output).map(({ file, passed, failed }) => ({ file, passed, failed }));
  expect(told).toEqual([
    { file: "a.test.ts", passed: 2, failed: 0 },
    { file: "b.test.ts", passed: 0, failed: 1 },
  ]);
});

test("a failing file keeps every line, noise included", () => {
  const [report] = reportsOf("a.test.ts:\nnoise\n(fail) one");
  expect(report?.lines).toEqual(["noise", "(fail) one"]);
});

test("an error outside of any test is told of with its file", () => {
  const output = "a.test.ts:\n\n# Unhandled error between tests\n---\nSyntaxError: a\n---\n";
  expect(reportsOf(output)).toMatchObject([{ file: "a.test.ts", passed: 0, failed: 0, errors: 1 }]);
});

test("what the runner says once more at its end is not told again", () => {
  const output = "a.test.ts:\n(fail) one\n\n2 tests failed:\n(fail) one\n(fail) two\n\n 0 pass";
  expect(reportsOf(output)).toMatchObject([{ file: "a.test.ts", failed: 1 }]);
});

test("a run of nothing tells nothing", () => {
  expect(reportsOf("bun test v1.4.5\n 0 pass\n 0 fail")).toEqual([]);
});
