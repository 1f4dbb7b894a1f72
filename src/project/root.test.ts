import { expect, test } from "bun:test";
import { tempProject } from "../../test/temp-project.ts";
import { projectRoot } from "./root.ts";

test("the root is the nearest folder upwards with a mark of a project", () => {
  using project = tempProject({ "package.json": "{}", "a/b/c.txt": "", "a/.plinth/x/y": "" });
  expect(projectRoot(project.at("a/b"))).toBe(project.at("a"));
  expect(projectRoot(project.root)).toBe(project.root);
});

test("a .git, which is a file in a worktree, marks a project too", () => {
  using project = tempProject({ ".git": "gitdir: elsewhere", "a/b.txt": "" });
  expect(projectRoot(project.at("a"))).toBe(project.root);
});
