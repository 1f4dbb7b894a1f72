/** What a cluster has to be taught before it takes all of a system: in which order, and as whose. */
import { expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DeployEvent } from "#plinth/cloud/perform/event.ts";
import { perform } from "#plinth/cloud/perform/perform.ts";
import { applySteps } from "#plinth/cloud/steps/apply-steps.ts";
import { type Deployment, deploymentOf } from "#plinth/cloud/steps/deployment.ts";
import { destroySteps } from "#plinth/cloud/steps/destroy-steps.ts";
import { digestOf } from "#plinth/cloud/steps/image-steps.ts";
import type { Step } from "#plinth/cloud/steps/step.ts";
import { upper, type Way } from "#plinth/cloud/steps/way.ts";
import cloudDesign from "../../systems/cloud-design/system.ts";
import { judgeAt, judgeTest } from "../judges/judge.ts";
import { type TempProject, tempProject } from "../temp-project.ts";
import { programsIn } from "./programs.ts";

const deployment = deploymentOf(cloudDesign.build({ profile: "prod" }).system);
const way: Way = {
  programs: { terraform: "terraform", builder: "buildah" },
  project: "/project",
  tags: new Map(),
  rolloutMs: 60_000,
  hasClusters: true,
};
const applying = deployment.clusters.flatMap((each) => applySteps(each, deployment, way));

const account = "123456789012";

/** What Terraform and the registry would have told. */
const told = ({ images }: Deployment): Map<string, string> =>
  new Map([
    ["ACCOUNT", account],
    ...images.flatMap((place): [string, string][] => [
      [upper(place.output), `${account}.example.com/${place.repository}`],
      [digestOf(place), `sha256:${"1".repeat(64)}`],
    ]),
  ]);

interface Performed {
  readonly called: readonly string[];
  readonly events: readonly DeployEvent[];
  readonly error?: Error;
}

/** Performs steps with programs that only pretend. */
const performed = async (
  steps: readonly Step[],
  project: TempProject,
  over: Readonly<Record<string, string>> = {},
): Promise<Performed> => {
  const programs = programsIn(project.root, over);
  const events: DeployEvent[] = [];
  const ended = await perform(steps, {
    folder: project.root,
    env: { PATH: programs.path },
    values: told(deployment),
    confirm: async () => true,
    on: (event) => void events.push(event),
    stopping: new AbortController().signal,
    afterStop: "",
  }).catch((error: Error) => error);
  return { called: await programs.called(), events, ...(ended && { error: ended }) };
};

/** Where the first call is that has all of these words. */
const at = (called: readonly string[], ...words: readonly string[]): number => {
  const index = called.findIndex((line) => words.every((word) => line.includes(word)));
  expect({ words, isCalled: index >= 0 }).toEqual({ words, isCalled: true });
  return index;
};

test("each folder is applied once the cluster knows its kinds, and after what it needs", async () => {
  using project = tempProject({});
  const { called, error } = await performed(applying, project);
  expect(error).toBeUndefined();
  const order = [
    at(called, " apply ", "-f kubernetes/main/cluster-wide/namespace-cloud-design.yaml"),
    at(called, "wait --for=condition=Established", "crd/helmcharts.helm.cattle.io"),
    at(called, " apply ", "-k kubernetes/main/operators"),
    at(called, "wait --for=create", "crd/secretstores.external-secrets.io"),
    at(called, "wait --for=condition=Established", "crd/externalsecrets.external-secrets.io"),
    at(called, " apply ", "-k kubernetes/main/secrets"),
    at(called, " apply ", "-k release/main"),
    at(called, "wait --for=condition=Established", "crd/scaledobjects.keda.sh"),
    at(called, " apply ", "-k kubernetes/main/autoscaling"),
    at(called, "wait --for=condition=Ready externalsecret/db-master"),
  ];
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test("a kind that does not come in time is told with where its chart says why", async () => {
  using project = tempProject({});
  const { error, called } = await performed(applying, project, {
    kubectl: `case "$*" in *" wait "*external-secrets*)
  echo "error: timed out waiting for the condition" >&2; exit 1 ;; esac`,
  });
  expect(error).toMatchObject({
    kind: "cloud",
    message: expect.stringContaining('"kinds of secrets main" failed: kubectl'),
    details: [
      "error: timed out waiting for the condition",
      expect.stringContaining("logs --namespace=kube-system --prefix --selector=helmcharts."),
    ],
  });
  expect(called.filter((line) => line.includes("-k release/main"))).toEqual([]);
});

test("what an operator has to bring to an end goes before the operator", async () => {
  using project = tempProject({ "main.kubeconfig": "" });
  const { called, error } = await performed(destroySteps(deployment, way), project);
  expect(error).toBeUndefined();
  const gone = called.flatMap((line) => / delete .*-k (\S+)$/.exec(line)?.[1] ?? []);
  expect(gone).toEqual([
    "kubernetes/main/autoscaling",
    "kubernetes/main/secrets",
    "kubernetes/main",
    "kubernetes/main/operators",
  ]);
  expect(at(called, "-k kubernetes/main/operators")).toBeLessThan(at(called, "apply -input=false"));
});

test("a cluster that was never taught, or never reached, is not asked to delete what it cannot know", async () => {
  using reached = tempProject({ "main.kubeconfig": "" });
  const untaught = await performed(destroySteps(deployment, way), reached, { kubectl: "" });
  const gone = untaught.called.flatMap((line) => / delete .*-k (\S+)$/.exec(line)?.[1] ?? []);
  expect(gone).toEqual(["kubernetes/main"]);

  using unreached = tempProject({});
  const { called, events, error } = await performed(destroySteps(deployment, way), unreached);
  expect(error).toBeUndefined();
  expect(called.filter((line) => line.startsWith("kubectl"))).toEqual([]);
  expect(events).toContainEqual(
    expect.objectContaining({
      step: "delete main",
      because: "there is no main.kubeconfig; its objects go with its machines",
    }),
  );
});

judgeTest(
  "what is applied names roles of the account, and what synth wrote stays",
  ["kubectl"],
  async () => {
    using project = tempProject({});
    for (const [path, text] of deployment.files) {
      mkdirSync(dirname(project.at(path)), { recursive: true });
      writeFileSync(project.at(path), text);
    }
    const zeros = ":000000000000:";
    const built = async (folder: string): Promise<string> => {
      const words = [judgeAt("kubectl") ?? "", "kustomize", project.at(folder)];
      const child = Bun.spawn(words, { stdout: "pipe", stderr: "pipe" });
      expect(await new Response(child.stderr).text()).toBe("");
      return new Response(child.stdout).text();
    };
    const before = await built("kubernetes/main");
    expect(before.split(zeros).length - 1).toBe(3);
    expect((await performed(applying, project)).error).toBeUndefined();
    expect(await built("kubernetes/main")).toBe(before);
    const released = await built("release/main");
    expect(released).not.toContain(zeros);
    const numbered = before.replaceAll(zeros, `:${account}:`);
    const images = /^( *)image: .*$/gm;
    expect(released.replaceAll(images, "")).toBe(numbered.replaceAll(images, ""));
    expect(released).not.toMatch(/image: cloud-design\//);
    for (const folder of ["operators", "secrets", "autoscaling"]) {
      expect(await built(`kubernetes/main/${folder}`)).not.toContain(zeros);
    }
  },
);
