/** What GitLab's own schema says of every pipeline for it, and shellcheck of what its jobs run. */
import { describe, expect, test } from "bun:test";
import { allSystems } from "../../../../test/all-systems.ts";
import { judged, judgeProgram } from "../../../../test/judge.ts";
import { verdict, versionOfJudge } from "../../../../test/judges/judge.ts";
import { filesOf } from "../../files.ts";
import { gitLabTextOf } from "../testing.ts";
import { linesOf, readPipeline } from "./testing.ts";

const path = ".gitlab-ci.yml";

const ofSystems = (await allSystems()).flatMap(([name, system]) => {
  const text = filesOf(system).get(`pipeline/${path}`);
  return text === undefined ? [] : [[name, text] as const];
});

const pipelines = [
  ...ofSystems,
  ["one that pushes", gitLabTextOf({ delivery: "push" })],
  ["one that is pulled from", gitLabTextOf({ delivery: "pull" })],
  ["one for ARM", gitLabTextOf({ arm: true })],
] as const;

test("every system that has a pipeline for GitLab is among those that are judged", () => {
  expect(ofSystems.length).toBeGreaterThan(0);
});

describe.skipIf(judgeProgram("check-jsonschema") === null)("GitLab's schema", () => {
  const ask = (text: string) =>
    judged(["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", path], { [path]: text });

  test.each(pipelines)("takes %s", async (_, text) => {
    const { exitCode, out, err } = await ask(text);
    verdict({
      judge: "check-jsonschema",
      version: await versionOfJudge("check-jsonschema"),
      lookedAt: "GitLab's pipelines",
      checks: 1,
      findings: exitCode === 0 ? 0 : 1,
    });
    expect({ exitCode, out, err }).toMatchObject({ exitCode: 0, err: "" });
  });

  test.each([
    ["timeout: 10", "timeouts: 10", "'timeouts' was unexpected"],
    ["aud: sigstore", "audience: sigstore", "'aud' is a required property"],
    ["artifacts: true", "artifacts: some", "is not valid under any of the given schemas"],
  ])("finds what is wrong when %p is written %p", async (right, wrong, says) => {
    const text = gitLabTextOf();
    expect(text).toContain(right);
    const { exitCode, out } = await ask(text.replaceAll(right, wrong));
    expect(exitCode).toBe(1);
    expect(out).toContain(says);
  });
});

describe.skipIf(judgeProgram("shellcheck") === null)("shellcheck", () => {
  /** One script for each job, begun as GitLab's runner begins it; all images but one have BusyBox' shell. */
  const scripts = (text: string): Record<string, string> =>
    Object.fromEntries(
      [...readPipeline(text).jobs].map(([name, job]) => [
        `${name.replace(":", "-")}.sh`,
        `set -eo pipefail\n${linesOf(job).join("\n")}\n`,
      ]),
    );
  const ask = (files: Record<string, string>) =>
    judged(["shellcheck", "--shell=busybox", "--color=never", ...Object.keys(files)], files);

  test.each(pipelines)("finds nothing in what the jobs of %s run", async (_, text) => {
    const files = scripts(text);
    expect(Object.keys(files).length).toBeGreaterThan(8);
    const { exitCode, out } = await ask(files);
    verdict({
      judge: "shellcheck",
      version: await versionOfJudge("shellcheck"),
      lookedAt: "scripts of GitLab's jobs",
      checks: Object.keys(files).length,
      findings: exitCode === 0 ? 0 : 1,
    });
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: "" });
  });

  test("finds what is wrong when a quote is not there", async () => {
    const bad = gitLabTextOf().replaceAll('cosign sign --yes "$IMAGE"', "cosign sign --yes $IMAGE");
    const { exitCode, out } = await ask(scripts(bad));
    expect(exitCode).toBe(1);
    expect(out).toContain("SC2086");
  });
});
