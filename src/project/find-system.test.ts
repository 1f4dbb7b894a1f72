import { expect, test } from "bun:test";
import { refusalOf } from "../../test/refusal-of.ts";
import { tempProject } from "../../test/temp-project.ts";
import { findSystem } from "./find-system.ts";

const shop = {
  "package.json": "{}",
  "systems/time/system.ts": "",
  "systems/time/as-written.ts": "",
  "systems/time-lab/system.ts": "",
  "systems/cloud-design/system.ts": "",
  "systems/notes/readme.md": "",
};

test("a name below systems/ is found, also when another begins with it", () => {
  using project = tempProject(shop);
  const standing = { cwd: project.root, root: project.root };
  expect(findSystem("time", standing)).toBe(project.at("systems/time/system.ts"));
});

test("a part of a name is found when it fits no other, from a folder below too", () => {
  using project = tempProject(shop);
  const standing = { cwd: project.at("systems"), root: project.root };
  expect(findSystem("design", standing)).toBe(project.at("systems/cloud-design/system.ts"));
  expect(findSystem("cl", standing)).toBe(project.at("systems/cloud-design/system.ts"));
});

test("a part that fits several is refused with their names", async () => {
  using project = tempProject({ ...shop, "systems/timer/system.ts": "" });
  const standing = { cwd: project.root, root: project.root };
  expect(await refusalOf(() => findSystem("tim", standing))).toEqual({
    kind: "usage",
    said: '"tim" fits "time", "time-lab", "timer"; write more of the name',
    exitCode: 2,
  });
});

test("a name nobody has is refused with the nearest", async () => {
  using project = tempProject(shop);
  const standing = { cwd: project.root, root: project.root };
  const { said } = await refusalOf(() => findSystem("clod-design", standing));
  expect(said).toBe('this project has no system "clod-design"; did you mean "cloud-design"?');
});

test("a name near to none is refused with all there are", async () => {
  using project = tempProject(shop);
  const standing = { cwd: project.root, root: project.root };
  const { said } = await refusalOf(() => findSystem("x", standing));
  expect(said).toBe('this project has no system "x"; it has "cloud-design", "time", "time-lab"');
});

test("paths of files and folders are found from where one stands", () => {
  using project = tempProject(shop);
  const standing = { cwd: project.at("systems"), root: project.root };
  const file = project.at("systems/time/system.ts");
  for (const word of ["./time/system.ts", "./time", "../systems/time", "time/system.ts", file]) {
    expect(findSystem(word, standing)).toBe(file);
  }
});

test("a path that leads nowhere is refused with the nearest file", async () => {
  using project = tempProject(shop);
  const standing = { cwd: project.root, root: project.root };
  expect(await refusalOf(() => findSystem("./systems/tiem/system.ts", standing))).toEqual({
    kind: "model",
    said: 'there is no file "./systems/tiem/system.ts"; did you mean "./systems/time/system.ts"?',
    exitCode: 3,
  });
});

test("a folder without a system is refused", async () => {
  using project = tempProject(shop);
  const standing = { cwd: project.root, root: project.root };
  const { said } = await refusalOf(() => findSystem("./systems/notes", standing));
  expect(said).toBe('the folder "./systems/notes" has no system.ts');
});

test("another description beside a system is found by its name", () => {
  using project = tempProject(shop);
  const standing = { cwd: project.root, root: project.root };
  expect(findSystem("time/as-written", standing)).toBe(project.at("systems/time/as-written.ts"));
});

test("a variant that is not there is refused with the nearest", async () => {
  using project = tempProject(shop);
  const standing = { cwd: project.root, root: project.root };
  const { said } = await refusalOf(() => findSystem("time/as-writen", standing));
  expect(said).toBe('"time" is not described as "as-writen"; did you mean "as-written"?');
});

test("without a word it is the only system, or the one in this very folder", () => {
  using bare = tempProject({ "system.ts": "", "package.json": "{}" });
  expect(findSystem(undefined, { cwd: bare.root, root: bare.root })).toBe(bare.at("system.ts"));
  using project = tempProject(shop);
  const cwd = project.at("systems/time-lab");
  expect(findSystem(undefined, { cwd, root: project.root })).toBe(`${cwd}/system.ts`);
});

test("without a word and with several systems all are listed", async () => {
  using project = tempProject(shop);
  const standing = { cwd: project.root, root: project.root };
  expect(await refusalOf(() => findSystem(undefined, standing))).toEqual({
    kind: "usage",
    said: 'say which system: "cloud-design", "time", "time-lab"',
    exitCode: 2,
  });
});

test("without any system it says what writes one", async () => {
  using project = tempProject({ "package.json": "{}" });
  const standing = { cwd: project.root, root: project.root };
  const { said, kind } = await refusalOf(() => findSystem(undefined, standing));
  expect(kind).toBe("model");
  expect(said).toEndWith(
    'neither system.ts nor systems/<name>/system.ts; "plinth init" writes one',
  );
});
