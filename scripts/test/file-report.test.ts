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

test("an error outside of any file is told of as well", () => {
  expect(reportsOf("error: no such file")).toMatchObject([{ file: "", failed: 1 }]);
});

test("a run of nothing tells nothing", () => {
  expect(reportsOf("bun test v1.4.5\n 0 pass\n 0 fail")).toEqual([]);
});
