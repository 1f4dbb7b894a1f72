import { expect, test } from "bun:test";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tempProject } from "../../test/temp-project.ts";
import { writeNewFolder } from "./new-folder.ts";

test("a folder is made with the folders in it and above it, and is for all to read", () => {
  using project = tempProject({});
  const long = "é".repeat(100_000);
  writeNewFolder(project.at("a/b"), [
    ["one", "1"],
    ["c/d/two", long],
    ["c/three", ""],
  ]);
  expect(readdirSync(project.at("a/b"), { recursive: true }).sort()).toEqual(
    ["c", "c/d", "c/d/two", "c/three", "one"].sort(),
  );
  expect(readFileSync(project.at("a/b/c/d/two"), "utf8")).toBe(long);
  expect(statSync(project.at("a/b")).mode & 0o777).toBe(0o755);
  expect(statSync(project.at("a/b/one")).mode & 0o777).toBe(0o644);
  expect(readdirSync(project.at("a"))).toEqual(["b"]);
});

test("when a file of it cannot be written there is no folder, and nothing beside its place", () => {
  using project = tempProject({});
  const files = function* (): Generator<readonly [string, string]> {
    yield ["one", "1"];
    yield ["one/two", "2"];
  };
  expect(() => writeNewFolder(project.at("a/b"), files())).toThrow();
  expect(readdirSync(project.at("a"))).toEqual([]);
});

test("what has come to its place meanwhile stays as it is", () => {
  using project = tempProject({});
  const files = function* (): Generator<readonly [string, string]> {
    yield ["one", "1"];
    mkdirSync(project.at("a"));
    writeFileSync(project.at("a/mine"), "mine");
  };
  expect(() => writeNewFolder(project.at("a"), files())).toThrow();
  expect(readdirSync(project.root)).toEqual(["a"]);
  expect(readdirSync(project.at("a"))).toEqual(["mine"]);
});

test("what a writer left that was killed goes, what one writes who still runs stays", async () => {
  using project = tempProject({});
  const dead = Bun.spawn(["true"]);
  await dead.exited;
  const names = [dead.pid, process.ppid, "mine"].map((who) => `a.part-${who}`);
  for (const name of names) mkdirSync(project.at(name));
  writeNewFolder(project.at("a"), [["one", "1"]]);
  expect(readdirSync(project.root).sort()).toEqual(["a", ...names.slice(1)].sort());
});
