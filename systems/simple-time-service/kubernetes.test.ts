import { expect, test } from "bun:test";
import { join } from "node:path";
import { filesOf } from "#plinth/outputs/files.ts";
import { expectGolden } from "../../test/golden.ts";
import timeSystem from "./system.ts";

const textOf = (profile: string): string =>
  [...filesOf(timeSystem.build({ profile }).system)]
    .filter(([path]) => path.startsWith("kubernetes/"))
    .map(([path, text]) => `--- # ${path}\n${text}`)
    .join("");

test.each(["production", "development"])("all Kubernetes objects of the %s profile", (profile) =>
  expectGolden(join(import.meta.dir, "golden", "kubernetes", `${profile}.yaml`), textOf(profile)),
);

test("a description that is built again gives the same bytes", () => {
  expect(textOf("production")).toBe(textOf("production"));
  expect(textOf("production")).not.toBe(textOf("development"));
});
