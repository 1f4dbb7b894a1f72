import { expect, test } from "bun:test";
import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { tempProject } from "../../../test/temp-project.ts";
import { LogStore } from "./log-store.ts";
import { logsIn } from "./logs.ts";

const never = (error: unknown): void => {
  throw error;
};

const linesOf = (folder: string): string[] =>
  logsIn(folder, { of: [], follow: false }).map(({ pod, line }) => `${pod}: ${line}`);

test("logs of the latest replicas are kept, and of those that run, however old", () => {
  using project = tempProject({});
  const store = new LogStore(project.root, never);
  store.add("main/web", "old", "stdout", "still here");
  for (let i = 0; i < 250; i++) {
    store.add("main/web", `web-${i}`, "stdout", "hello");
    store.close(`web-${i}`);
  }
  store.add("main/web", "old", "stdout", "and on");
  store.flush();
  const lines = linesOf(project.root);
  expect(lines).toContain("old: still here");
  expect(lines).toContain("old: and on");
  expect(lines).toContain("web-249: hello");
  expect(lines).not.toContain("web-100: hello");
  expect(readdirSync(project.at("logs")).length).toBeLessThan(105);
});

test("a later run keeps the logs of the latest replicas of a former one", () => {
  using project = tempProject({});
  const former = new LogStore(project.root, never);
  for (let i = 0; i < 80; i++) former.add("main/web", `web-${i}`, "stderr", "hello");
  former.flush();
  const later = new LogStore(project.root, never);
  later.add("main/web", "web-new", "stdout", "good day");
  later.flush();
  const lines = linesOf(project.root);
  expect(lines).toHaveLength(51);
  expect(lines).toContain("web-79: hello");
  expect(lines).toContain("web-new: good day");
});

test("a replica that is started again by hand goes on in its own log", () => {
  using project = tempProject({});
  const store = new LogStore(project.root, never);
  for (const line of ["one", "two"]) {
    store.add("main/web", "web-1", "stdout", line);
    store.close("web-1");
  }
  store.flush();
  expect(linesOf(project.root)).toEqual(["web-1: one", "web-1: two"]);
  expect(readFileSync(project.at("logs/pods.ndjson"), "utf8").trim().split("\n")).toHaveLength(1);
});

test("a damaged index or log hides nothing but its damaged lines", () => {
  using project = tempProject({});
  const store = new LogStore(project.root, never);
  store.add("main/web", "web-1", "stdout", "one");
  store.flush();
  appendFileSync(project.at("logs/pods.ndjson"), '{"pod":"we');
  appendFileSync(project.at("logs/web-1.log"), "nonsense");
  const later = new LogStore(project.root, never);
  later.add("main/web", "web-2", "stdout", "two");
  later.flush();
  expect(linesOf(project.root)).toEqual(["web-1: one", "web-2: two"]);
});
