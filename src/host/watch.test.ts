import { expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { tempProject } from "../../test/temp-project.ts";
import { treeMark } from "./tree-mark.ts";
import { watchPath } from "./watch.ts";

test("a change is told once, when it has been quiet", async () => {
  using project = tempProject({ "src/a.ts": "1" });
  const told = Promise.withResolvers<void>();
  let count = 0;
  const cancel = watchPath(project.root, true, () => {
    count++;
    told.resolve();
  });
  for (let i = 0; i < 5; i++) writeFileSync(project.at("src/a.ts"), String(i));
  await told.promise;
  expect(count).toBe(1);
  cancel();
});

test("a change is told although something else is written without end", async () => {
  using project = tempProject({ "a.ts": "1", "noise.txt": "" });
  const told = Promise.withResolvers<void>();
  const cancel = watchPath(project.root, true, told.resolve);
  const noise = setInterval(
    () => writeFileSync(project.at("noise.txt"), String(Math.random())),
    10,
  );
  await told.promise;
  clearInterval(noise);
  cancel();
});

test("what programs write beside their source is no change, and does not change its mark", async () => {
  using project = tempProject({ "a.ts": "1" });
  mkdirSync(project.at(".plinth"));
  mkdirSync(project.at("node_modules"));
  const told: string[] = [];
  const after = Promise.withResolvers<void>();
  const before = treeMark([project.root]);
  const cancel = watchPath(project.root, true, () => {
    told.push(treeMark([project.root]));
    after.resolve();
  });
  for (const path of [".plinth/x", "node_modules/y", "server.log", "server.pid", ".env.swp"]) {
    writeFileSync(project.at(path), "noise");
  }
  expect(treeMark([project.root])).toBe(before);
  writeFileSync(project.at("a.ts"), "2");
  await after.promise;
  expect(told).toHaveLength(1);
  expect(told[0]).not.toBe(before);
  cancel();
});

test("a path that is not there cannot be watched, and that is no fault", () => {
  watchPath("/no/such/path", true, () => {})();
});

test("a mark changes with names and contents, and not with times", () => {
  using project = tempProject({ "a/b.ts": "1", "c.ts": "2" });
  const mark = treeMark([project.root]);
  writeFileSync(project.at("c.ts"), "2");
  expect(treeMark([project.root])).toBe(mark);
  writeFileSync(project.at("d.ts"), "");
  const more = treeMark([project.root]);
  expect(more).not.toBe(mark);
  writeFileSync(project.at("a/b.ts"), "2");
  expect(treeMark([project.root])).not.toBe(more);
});
