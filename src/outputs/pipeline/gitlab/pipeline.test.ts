import { expect, test } from "bun:test";
import { gitLabTextOf, type Stages, stages, textOf } from "../testing.ts";
import { linesOf, pipelineOf } from "./testing.ts";

const shown = (text: string): string => text.replaceAll(/\s+/g, " ");

test("a deed is a job of its stage, in an image that has what it needs, with the stage's time", () => {
  const { jobs, stages: named, workflow } = pipelineOf();
  expect(named).toEqual(["make", "sign", "roll"]);
  expect([...jobs.keys()]).toEqual([
    ...["make:test-image", "make:test-bun-1.4.5", "make:build", "make:sbom", "make:scan"],
    ...["sign:push", "sign", "sign:attest"],
    ...["roll:verify", "roll:update-manifests", "roll:deploy"],
  ]);
  expect(jobs.get("make:scan")).toMatchObject({ stage: "make", timeout: "10 minutes" });
  expect(jobs.get("sign")).toMatchObject({ stage: "sign", timeout: "2 minutes" });
  expect(workflow.rules).toEqual([
    { if: '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == "trunk"' },
  ]);
});

test("every job runs in an image by its digest, and the file says which variables hold them", () => {
  const text = gitLabTextOf();
  const names = [...pipelineOf().jobs.values()].map(({ image }) => image.name);
  for (const name of names) {
    const [, variable] = /^[\w./-]+:[\w.-]+@\$(\w+_DIGEST)$/.exec(name) ?? [];
    expect(text).toContain(`#   ${variable}: `);
  }
  expect(new Set(names).size).toBe(5);
});

test("only who acts in the cloud may say who it is there, and only who signs may say so to Sigstore", () => {
  const { jobs } = pipelineOf();
  const told = (name: string) => Object.keys(jobs.get(name)?.id_tokens ?? {});
  for (const name of ["make:build", "make:scan", "roll:update-manifests"]) {
    expect([name, told(name)]).toEqual([name, []]);
  }
  for (const name of ["sign:push", "roll:verify", "roll:deploy"]) {
    expect([name, told(name)]).toEqual([name, ["AWS_ID_TOKEN"]]);
  }
  expect(jobs.get("sign")?.id_tokens).toEqual({
    AWS_ID_TOKEN: { aud: "sts.amazonaws.com" },
    SIGSTORE_ID_TOKEN: { aud: "sigstore" },
  });
  expect(jobs.get("sign")?.variables.AWS_ROLE_ARN).toBe("$DEPLOYER_ROLE_ARN");
});

test("what changes something outside does so one pipeline at a time", () => {
  const { jobs } = pipelineOf();
  const grouped = [...jobs].filter(([, job]) => job.resource_group === "delivery");
  expect(grouped.map(([name]) => name)).toEqual([
    ...["sign:push", "sign", "sign:attest", "roll:deploy"],
  ]);
});

test("a job needs what is before it, no job of a later stage, and is handed only what it takes", () => {
  const { jobs, stages: named } = pipelineOf();
  const seen = new Set<string>();
  for (const [name, { stage, needs }] of jobs) {
    for (const { job } of needs) {
      expect([name, job, seen.has(job)]).toEqual([name, job, true]);
      expect(named.indexOf(jobs.get(job)?.stage ?? "")).toBeLessThanOrEqual(named.indexOf(stage));
    }
    seen.add(name);
  }
  expect(jobs.get("sign:attest")?.needs).toEqual([
    { job: "sign", artifacts: false },
    { job: "make:sbom", artifacts: true },
    { job: "sign:push", artifacts: true },
  ]);
});

test("the commands are those of the workflow that GitHub runs", () => {
  const gitHub = shown(textOf());
  const gitLab = [...pipelineOf().jobs.values()].flatMap(linesOf).map(shown);
  const shared = /^(skopeo (copy|inspect)|cosign (sign|attest) |"\$(SYFT|GRYPE)|kustomize|kubectl)/;
  const both = gitLab.filter((line) => shared.test(line));
  expect(both.length).toBeGreaterThan(10);
  expect(both.filter((line) => !gitHub.includes(line))).toEqual([]);
});

test("a signature counts if this file at this branch made it, by GitLab's word", () => {
  const signer = (said?: Parameters<typeof pipelineOf>[0]) =>
    pipelineOf(said).jobs.get("roll:verify")?.variables.SIGNER;
  expect(signer({ repository: "example/shop" })).toBe(
    "https://gitlab.com/example/shop//.gitlab-ci.yml@refs/heads/trunk",
  );
  expect(signer()).toBe("https://gitlab.com/$CI_PROJECT_PATH//.gitlab-ci.yml@refs/heads/trunk");
  expect(gitLabTextOf()).toContain("--certificate-oidc-issuer https://gitlab.com ");
});

test("where a controller pulls, the manifests are committed and nobody takes on the role", () => {
  const text = gitLabTextOf({ delivery: "pull" });
  const deploy = pipelineOf({ delivery: "pull" }).jobs.get("roll:deploy");
  expect(deploy?.id_tokens).toBeUndefined();
  expect(deploy?.script.at(-1)).toContain("git push");
  expect(text).toContain("Allow Git push requests");
  expect(text).not.toContain("kubectl");
  expect(gitLabTextOf()).not.toContain("Allow Git push requests");
});

test("machines with ARM processors get images that are built on such", () => {
  expect(pipelineOf({ arm: true }).default.tags).toEqual(["saas-linux-small-arm64"]);
  expect(gitLabTextOf({ arm: true })).toContain("--opt platform=linux/arm64");
});

test("a stage may be called as one likes, and what is in the wrong order is refused here as well", () => {
  const named: Stages = stages.map((each) =>
    each.name === "sign" ? { ...each, name: ".2 sign" } : each,
  );
  // A job whose name begins with a point is none to GitLab.
  expect(pipelineOf({ stages: named }).jobs.has("_2_sign:push")).toBe(true);
  const early: Stages = [{ name: "make", does: ["build", "sign"], minutes: [1, 2] }];
  expect(() => gitLabTextOf({ stages: early })).toThrow('does "sign" before any "push"');
});

test("no key is read, and no secret stands in a variable of the file", () => {
  const text = gitLabTextOf();
  for (const word of ["ACCESS_KEY", "SECRET", "PASSWORD:"]) expect(text).not.toContain(word);
});
