/** Whom the role of a pipeline lets in, for each of those who run it. */
import { expect, test } from "bun:test";
import { shopFiles } from "./testing.ts";

type Engine = Parameters<typeof shopFiles>[1];

const identity = (engine: Engine, repository?: "example/shop"): string =>
  [...shopFiles(repository ? { repository } : {}, engine)]
    .flatMap(([path, text]) => (path.includes("modules/identity/") ? [text] : []))
    .join("\n");

test("GitLab's jobs are let in for the branch of the repository, by GitLab's word alone", () => {
  const text = identity("gitlab-ci", "example/shop");
  expect(text).toContain('"url": "https://gitlab.com"');
  expect(text).toContain('"gitlab.com:sub"');
  expect(text).toContain('"project_path:example/shop:ref_type:branch:ref:trunk"');
  expect(text).toContain("var.gitlab_provider_arn == null");
  expect(text).not.toContain("github");
});

test("whoever names two engines has two givers of identities, and the role lets either in", () => {
  const text = identity(["github-actions", "gitlab-ci"], "example/shop");
  expect(text.match(/"sts:AssumeRoleWithWebIdentity"/g)?.length).toBe(2);
  expect(text).toContain('"repo:example/shop:ref:refs/heads/trunk"');
  expect(text).toContain('"project_path:example/shop:ref_type:branch:ref:trunk"');
});

test("a pipeline that names no repository lets nobody in", () => {
  const text = identity("gitlab-ci");
  expect(text).toContain('"project_path:*/*:ref_type:branch:ref:trunk"');
  // As a text that no subject is equal to, and not as a pattern.
  expect(text).not.toContain("StringLike");
});

test("two pipelines are not written into the one file that GitLab reads", () => {
  expect(() => shopFiles({ second: true }, "gitlab-ci")).toThrow("which reads one file");
  const files = shopFiles({ second: true }, "github-actions");
  expect(files.has("pipeline/.github/workflows/again.yml")).toBe(true);
});
