/**
 * What Kubernetes makes of the Jobs that are deployed: run once, and once more when they run something
 * else or have failed. Machines are simulated, so their pods end well as soon as they begin.
 */
import { expect } from "bun:test";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { PropsOf } from "#plinth/check/look.ts";
import type { DeployEvent } from "#plinth/cloud/perform/event.ts";
import { perform } from "#plinth/cloud/perform/perform.ts";
import { clusterSteps } from "#plinth/cloud/steps/cluster-steps.ts";
import { deploymentOf } from "#plinth/cloud/steps/deployment.ts";
import type { Way } from "#plinth/cloud/steps/way.ts";
import { build } from "#plinth/kinds/testing.ts";
import type { CommonProps } from "#plinth/model/kind.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { tempProject } from "../temp-project.ts";
import { judgeAt, judgeTest, verdict } from "./judge.ts";
import { startTestPlane, type TestPlane, threeMachines } from "./plane.ts";

const programs = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok",
] as const;

type Fill = PropsOf<"job"> & Pick<CommonProps, "patch">;

const once: Fill = {
  source: "fill",
  runtime: "bun@1.4.5",
  env: { WORDS: "first" },
};

/** Deploys to the plane as `deploy` does once the account is there; the steps that did something. */
const deploy = async (fill: Fill, plane: TestPlane): Promise<readonly string[]> => {
  const { system } = build((s) => void s.kubernetes("main").job("fill", fill));
  const deployment = deploymentOf(system);
  using folder = tempProject({
    ...Object.fromEntries(deployment.files),
    "main.kubeconfig": readFileSync(plane.kubeconfig, "utf8"),
  });
  const way: Way = {
    programs: { terraform: "terraform", builder: "docker" },
    project: folder.root,
    tags: new Map(),
    rolloutMs: 30_000,
    hasClusters: false,
  };
  const events: DeployEvent[] = [];
  await perform(clusterSteps(deployment, way), {
    folder: folder.root,
    env: { PATH: dirname(judgeAt("kubectl") ?? ""), HOME: "/nonexistent" },
    values: new Map(),
    confirm: async () => true,
    on: (event) => events.push(event),
    stopping: new AbortController().signal,
    afterStop: "",
  });
  return events.flatMap((each) =>
    each.type === "step-ends" && each.outcome === "done" ? [each.step] : [],
  );
};

judgeTest(
  "a Job is run once, and anew when it runs something else or has failed",
  [...programs, "kubectl"],
  async () => {
    await using plane = await startTestPlane({ with: programs, machines: threeMachines });
    const runs = async (): Promise<string> =>
      plane.ask("get", "job/fill", "--namespace=test", "--output=jsonpath={.metadata.uid}");
    const [deletes, waits] = ["stale fill main", "job fill main"];

    expect(await deploy(once, plane)).not.toContain(deletes);
    const first = await runs();
    const again = await deploy(once, plane);
    expect(again).not.toContain(deletes);
    expect(again).toContain(waits);
    expect(await runs()).toBe(first);

    const other = { ...once, env: { WORDS: "second" } };
    expect(await deploy(other, plane)).toContain(deletes);
    const second = await runs();
    expect(second).not.toBe(first);

    // No machine is that large: its time is over before it begins.
    const resources = { cpu: { request: "99000m" } } as const;
    const set = { spec: { activeDeadlineSeconds: 1 } };
    const late = { ...once, resources, patch: { kubernetes: [{ kind: "Job", set }] } } as const;
    const refused = await deploy(late, plane).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).details.join("\n")).toContain(
      "kubectl --kubeconfig=main.kubeconfig logs --namespace=test --selector=app.kubernetes.io/name=fill",
    );
    const failed = await runs();
    await deploy(late, plane).catch(() => {});
    expect(await runs()).not.toBe(failed);

    const { version } = plane;
    verdict({
      judge: "kube-apiserver",
      version,
      lookedAt: "Jobs deployed again",
      checks: 5,
      findings: 0,
    });
  },
  120_000,
);
