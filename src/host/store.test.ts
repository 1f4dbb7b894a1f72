import { expect, test } from "bun:test";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tempProject } from "../../test/temp-project.ts";
import { createText, Lines, readLines, readText, writeText } from "./store.ts";

const never = (error: unknown): void => {
  throw error;
};

test("a file that is written is for its owner only, and no half of it stays", () => {
  using project = tempProject({});
  const path = project.at("state.json");
  writeText(path, "one");
  writeText(path, "two");
  expect(readText(path)).toBe("two");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(project.root)).toEqual(["state.json"]);
});

test("a file that cannot be written stays as it was", () => {
  using project = tempProject({ "state.json": "one" });
  mkdirSync(project.at(`state.json.part-${process.pid}`));
  expect(() => writeText(project.at("state.json"), "two")).toThrow();
  expect(readText(project.at("state.json"))).toBe("one");
});

test("of two who create a file one does", () => {
  using project = tempProject({});
  expect(createText(project.at("lock"), "a")).toBe(true);
  expect(createText(project.at("lock"), "b")).toBe(false);
  expect(readText(project.at("lock"))).toBe("a");
  expect(readdirSync(project.root)).toEqual(["lock"]);
});

test("what is not there has no text, be the folder there or a file in its place", () => {
  using project = tempProject({ file: "" });
  expect(readText(project.at("none"))).toBeUndefined();
  expect(readText(project.at("none/none"))).toBeUndefined();
  expect(readText(project.at("file/none"))).toBeUndefined();
});

test("lines are kept in order over as many files as are allowed, the oldest lost first", () => {
  using project = tempProject({});
  const path = project.at("logs/web.log");
  const lines = new Lines(path, { bytesMax: 100, files: 3, onProblem: never });
  for (let i = 0; i < 100; i++) {
    lines.add(`line ${i}`.padEnd(19));
    if (i % 5 === 4) lines.flush();
  }
  expect(readdirSync(project.at("logs")).sort()).toEqual(["web.log", "web.log.1", "web.log.2"]);
  const kept = readLines(path).map((line) => Number(line.slice(5)));
  expect(kept.at(-1)).toBe(99);
  expect(kept).toEqual(kept.map((_, i) => 100 - kept.length + i));
  expect(kept.length).toBeGreaterThanOrEqual(10);
  expect(kept.length).toBeLessThanOrEqual(30);
});

test("a file of lines that may have no other beside it begins anew when it is full", () => {
  using project = tempProject({});
  const path = project.at("index");
  const lines = new Lines(path, { bytesMax: 50, files: 1, onProblem: never });
  for (let i = 0; i < 50; i++) {
    lines.add(`line ${i}`);
    lines.flush();
  }
  expect(readdirSync(project.root)).toEqual(["index"]);
  expect(statSync(path).size).toBeLessThan(100);
  expect(readLines(path).at(-1)).toBe("line 49");
});

test("lines go on where a former run left off", () => {
  using project = tempProject({});
  const path = project.at("events");
  for (const line of ["one", "two"]) {
    const lines = new Lines(path, { bytesMax: 100, files: 2, onProblem: never });
    lines.add(line);
    lines.flush();
  }
  expect(readLines(path)).toEqual(["one", "two"]);
});

test("lines that cannot be written are lost and said to be, and later ones are whole", () => {
  using project = tempProject({});
  const path = project.at("logs/web.log");
  const problems: unknown[] = [];
  const lines = new Lines(path, { bytesMax: 1e6, files: 2, onProblem: (e) => problems.push(e) });
  rmSync(project.at("logs"), { recursive: true });
  writeFileSync(project.at("logs"), "in the way");
  lines.add("lost");
  lines.flush();
  expect(problems).toHaveLength(1);
  rmSync(project.at("logs"));
  mkdirSync(project.at("logs"));
  writeFileSync(path, "half of a li");
  lines.add("whole");
  lines.flush();
  expect(readFileSync(path, "utf8")).toBe("half of a li\nwhole\n");
  expect(readLines(path)).toEqual(["half of a li", "whole"]);
});

test("many lines at once do not wait to be gathered", () => {
  using project = tempProject({});
  const path = project.at("web.log");
  const lines = new Lines(path, { bytesMax: 1e6, files: 2, onProblem: never });
  for (let i = 0; i < 1_000; i++) lines.add("x".repeat(100));
  expect(existsSync(path)).toBe(true);
  chmodSync(path, 0o600);
  lines.flush();
});
