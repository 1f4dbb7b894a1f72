import { expect, test } from "bun:test";
import { actions } from "#plinth/books/actions.ts";
import { appliedAs } from "../kubernetes/applied-as.ts";
import { gitLabTextOf, type Said, type Stages, stages, textOf } from "./testing.ts";

interface Job {
  readonly "runs-on": string;
  readonly "timeout-minutes": number;
  readonly needs?: readonly string[];
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly name: string;
    readonly uses?: string;
    readonly run?: string;
  }[];
}

const workflowOf = (said?: Said) =>
  Bun.YAML.parse(textOf(said)) as {
    readonly permissions: object;
    readonly on: object;
    readonly jobs: Readonly<Record<string, Job>>;
  };

const stepsOf = (said?: Said) => Object.values(workflowOf(said).jobs).flatMap(({ steps }) => steps);

test("a stage is a job with its own time and no more rights than it needs", () => {
  const { jobs, permissions, on } = workflowOf();
  expect(on).toEqual({ push: { branches: ["trunk"] } });
  expect(permissions).toEqual({});
  expect(jobs.make).toMatchObject({ "timeout-minutes": 10, permissions: { contents: "read" } });
  expect(jobs.make?.permissions).not.toHaveProperty("id-token");
  expect(jobs.roll).toMatchObject({ needs: ["sign"], permissions: { "id-token": "write" } });
});

test("every action is named by the commit that the book has, with its tag beside it", () => {
  const used = textOf().match(/uses: .*/g) ?? [];
  expect(used.length).toBeGreaterThan(8);
  const known = Object.values<{ readonly commit: string; readonly tag: string }>(actions.facts);
  for (const line of used) {
    const [, commit, tag] = /@([0-9a-f]{40}) # (v[\d.]+)$/.exec(line) ?? [];
    expect(known.some((each) => each.commit === commit && each.tag === tag)).toBe(true);
  }
});

test("what is pushed is signed, verified and deployed by one digest", () => {
  const text = textOf();
  const order = ["skopeo copy --pres", "cosign sign", "cosign verify ", "kustomize edit", "apply"];
  const places = order.map((word) => text.indexOf(word));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(text.match(/needs\.sign\.outputs\.web/g)?.length).toBe(2);
});

test("the pipeline applies as `deploy` does, which came before it and owns every field", () => {
  const [as] = /--server-side.*--field-manager=\S+/.exec(textOf()) ?? [];
  expect(as).toBe(appliedAs.join(" "));
  expect(as).toContain("--force-conflicts --field-manager=plinth");
});

test("what two services share is built, tested and pushed once, and rolled out twice", () => {
  const steps = stepsOf();
  const times = (name: string) => steps.filter((step) => step.name === name).length;
  for (const name of ["Test web", "Build web", "Push web by digest", "Sign web"]) {
    expect([name, times(name)]).toEqual([name, 1]);
  }
  expect(times("Write the digest of web into the manifests")).toBe(1);
  expect(textOf()).not.toContain("shop/worker");
  const rollouts = textOf().match(/kubectl rollout status deployment\/\w+/g) ?? [];
  expect(rollouts.map((each) => each.split("/")[1])).toEqual(["old", "web", "worker"]);
});

test("a Job is deleted where it cannot be changed, applied, and waited for until it has ended well", () => {
  const lines = textOf()
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /kubectl|aws eks/.test(line) && !line.startsWith("#"));
  expect(lines.map((line) => line.replace(/ --.*/, ""))).toEqual([
    "aws eks update-kubeconfig",
    "if ! kubectl apply",
    'test -n "$(kubectl get job/fill',
    "kubectl delete job/fill",
    "kubectl apply",
    "if ! { kubectl wait job/fill",
    "kubectl wait job/fill",
    "kubectl logs",
    "kubectl rollout status deployment/old",
    "kubectl rollout status deployment/web",
    "kubectl rollout status deployment/worker",
  ]);
  expect(textOf()).not.toContain("shop/fill");
});

test("a version of Bun is set up once, before all programs that are written for it", () => {
  const names = stepsOf().map(({ name }) => name);
  expect(names.filter((name) => name.startsWith("Bun "))).toEqual(["Bun 1.4.5"]);
  expect(names.indexOf("Bun 1.4.5")).toBeLessThan(names.indexOf("Test web"));
});

test("no secret is read, and no expression stands in a script", () => {
  expect(textOf()).not.toContain("secrets.");
  for (const { run = "" } of stepsOf()) expect(run).not.toContain("${{");
});

test("a program that we do not compile is built and tested by its own Dockerfile", () => {
  expect(textOf()).toContain("file: services/old/Dockerfile");
  expect(textOf()).toContain("docker buildx build --target test services/old");
});

test("where a controller pulls, the manifests are committed and nothing is applied", () => {
  const { jobs } = workflowOf({ delivery: "pull" });
  expect(jobs.roll?.permissions.contents).toBe("write");
  expect(jobs.roll?.steps.at(-1)?.run).toContain("git push");
  expect(textOf({ delivery: "pull" })).not.toContain("kubectl");
});

test("machines with ARM processors get images that are built on such", () => {
  expect(workflowOf({ arm: true }).jobs.make?.["runs-on"]).toBe("ubuntu-24.04-arm");
  expect(textOf({ arm: true })).toContain("platforms: linux/arm64");
});

test("a stage may be called as one likes, and two may not be called the same", () => {
  const named = (name: string): Stages =>
    stages.map((stage) => (stage.name === "sign" ? { ...stage, name } : stage));
  const { jobs } = workflowOf({ stages: named("2. sign it") });
  expect(Object.keys(jobs)).toEqual(["make", "_2_sign_it", "roll"]);
  expect(jobs.roll?.needs).toEqual(["_2_sign_it"]);
  expect(() => textOf({ stages: named("make") })).toThrow("two stages of one name");
});

test("what signs before it pushes, keeps keys, or is let in by nobody is refused", () => {
  const early: Stages = [
    { name: "make", does: ["build", "sign"], minutes: [1, 2] },
    { name: "push", does: ["push"], minutes: [1, 2] },
  ];
  expect(() => textOf({ stages: early })).toThrow(
    'stage "make" of "delivery" does "sign" before any "push"; write "push" before it',
  );
  expect(() => textOf({ host: "docker.io" })).toThrow("takes stored keys only");
  expect(() => textOf({ role: false })).toThrow('no role lets "delivery" in');
});

test("manifests that another stage has written are not deployed without its digests", () => {
  const apart: Stages = [
    ...stages.slice(0, 2),
    { name: "write", does: ["verify", "update-manifests"], minutes: [1, 2] },
    { name: "roll", does: ["deploy"], minutes: [1, 2] },
  ];
  expect(() => textOf({ stages: apart })).toThrow(
    'stage "roll" of "delivery" does "deploy" without "update-manifests"',
  );
  // Jobs of GitLab hand them on.
  expect(gitLabTextOf({ stages: apart })).toContain("roll:deploy:");
});
