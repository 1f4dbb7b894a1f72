import { expect, test } from "bun:test";
import { statSync, writeFileSync } from "node:fs";
import { tempProject } from "../../../test/temp-project.ts";
import { passwordsOf } from "./passwords.ts";

test("a password is made once, for its owner only, and is the same ever after", () => {
  using project = tempProject({});
  const password = passwordsOf(project.root);
  const made = password("aws/db");
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect([password("aws/db"), passwordsOf(project.root)("aws/db")]).toEqual([made, made]);
  expect(password("aws/other")).not.toBe(made);
  expect(statSync(project.at("volumes/passwords.json")).mode & 0o777).toBe(0o600);
});

test("a damaged file is refused, not replaced: it opens the data beside it", () => {
  using project = tempProject({ "volumes/passwords.json": "{" });
  expect(() => passwordsOf(project.root)("aws/db")).toThrow(/is damaged.*Restore it/);
  writeFileSync(project.at("volumes/passwords.json"), '{"aws/db":"kept"}');
  expect(passwordsOf(project.root)("aws/db")).toBe("kept");
});
