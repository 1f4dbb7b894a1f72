/** What a real API server says of the objects for Prometheus' operator, which it knows the kinds of. */
import { expect } from "bun:test";
import { join } from "node:path";
import { startControlPlane } from "#plinth/cloud/control-plane/start.ts";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { filesOf } from "#plinth/outputs/files.ts";
import { tempProject } from "../temp-project.ts";
import { controlPlanePrograms, judgeAt, judgesFolder, judgeTest, verdict } from "./judge.ts";
import { judgedSystems } from "./systems.ts";

const kinds = ["prometheusrules", "servicemonitors"];
const definitions = kinds.map((kind) => `crds/monitoring.coreos.com_${kind}.yaml`);
const env = { PATH: process.env.PATH ?? "", HOME: "/nonexistent" };

/** What it must not take, or it would not be a judge. */
const wrong = {
  apiVersion: "monitoring.coreos.com/v1",
  kind: "PrometheusRule",
  metadata: { name: "wrong", namespace: "default" },
  spec: { groups: [{ name: "one", rulez: [] }] },
};

const needs = ["etcd", "kube-apiserver", "kubectl", ...definitions];

judgeTest("a real API server takes all that is written to watch systems by", needs, async () => {
  using temp = tempProject({ "wrong.json": JSON.stringify(wrong) });
  const { etcd, "kube-apiserver": api } = controlPlanePrograms.found;
  const programs = { found: { etcd, "kube-apiserver": api }, missing: [] } as const;
  const plane = await startControlPlane({
    folder: temp.at("plane"),
    programs: programs as typeof controlPlanePrograms,
    env,
  });
  const kubectl = async (...words: readonly string[]): Promise<[number, string]> => {
    const command = [judgeAt("kubectl") ?? "", `--kubeconfig=${plane.kubeconfig}`, ...words];
    const asked = Bun.spawn(command, { stderr: "pipe", env });
    const outputs = [new Response(asked.stdout).text(), new Response(asked.stderr).text()];
    const said = (await Promise.all(outputs)).join("");
    return [await asked.exited, said];
  };
  const apply = (...words: readonly string[]) =>
    kubectl("apply", "--server-side", "--force-conflicts", "--validate=strict", ...words);
  try {
    for (const file of definitions) {
      expect(await apply(`--filename=${join(judgesFolder, file)}`)).toEqual([
        0,
        expect.any(String),
      ]);
    }
    const named = kinds.map((kind) => `crd/${kind}.monitoring.coreos.com`);
    await kubectl("wait", "--for=condition=Established", "--timeout=30s", ...named);
    for (const { name, system } of judgedSystems) {
      const files = [...filesOf(system)].filter(([path]) => path.startsWith("watch/"));
      using folder = tempProject(Object.fromEntries(files));
      await kubectl("create", "namespace", namespaceOf(system));
      for (const [path] of files) {
        if (!path.endsWith("/kustomization.yaml")) continue;
        const cluster = folder.at(path.slice(0, -"/kustomization.yaml".length));
        const [exitCode, said] = await apply(`--kustomize=${cluster}`);
        const taken = said.split("\n").filter((line) => line.endsWith(" serverside-applied"));
        const complaints = said.trim().split("\n").length - taken.length;
        verdict({
          judge: "kube-apiserver",
          version: plane.parts.find((part) => part.name === "kube-apiserver")?.version ?? "unknown",
          lookedAt: `watch of ${name}`,
          checks: taken.length,
          findings: complaints,
        });
        expect([exitCode, complaints, said]).toEqual([0, 0, said]);
        expect(taken.length).toBeGreaterThan(3);
      }
    }
    const [refused, why] = await apply(`--filename=${temp.at("wrong.json")}`);
    expect(why).toContain("rulez");
    expect(refused).not.toBe(0);
  } finally {
    await plane.stop();
  }
});
