/**
 * What Kubernetes itself makes of the objects that are emitted: its API server takes each without an
 * error or a warning, admission and Pod Security included; its controllers and its scheduler roll out
 * what was taken. Machines are simulated, so no image is pulled and no probe is made.
 */
import { expect } from "bun:test";
import { dirname, join } from "node:path";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { kubernetes } from "#plinth/outputs/kubernetes/index.ts";
import { tempProject } from "../temp-project.ts";
import { judgesFolder, judgeTest, verdict } from "./judge.ts";
import { startTestPlane, threeMachines } from "./plane.ts";
import { judgedSystems } from "./systems.ts";

const controllers = ["kube-controller-manager", "kube-scheduler", "kwok"] as const;
const programs = ["etcd", "kube-apiserver", ...controllers] as const;
const apply = ["apply", "--server-side", "--validate=strict"];

/** What operators teach a cluster, and their objects in our files. */
const definitions = [
  "external-secrets.io_externalsecrets",
  "external-secrets.io_secretstores",
  "helm.cattle.io_helmcharts",
  "keda.sh_scaledobjects",
  "keda.sh_triggerauthentications",
].map((name) => `crds/${name}.yaml`);

/** The files that name all objects of a cluster, one a cluster. */
const isOfCluster = (path: string): boolean => /^[^/]+\/kustomization\.yaml$/.test(path);

/** The files beside them, of what is applied by itself. */
const taughtFolders = (files: Readonly<Record<string, string>>, cluster: string): string[] =>
  ["operators", "secrets", "autoscaling"]
    .map((name) => `${cluster}/${name}`)
    .filter((at) => `${at}/kustomization.yaml` in files);

const warnings = (err: string): string[] => err.split("\n").filter((line) => line !== "");

judgeTest(
  "Kubernetes takes every object of every system without a word, and rolls it out",
  [...programs, "kubectl", ...definitions],
  async () => {
    await using plane = await startTestPlane({ with: programs, machines: threeMachines });
    for (const file of definitions) await plane.ask(...apply, "-f", join(judgesFolder, file));
    const names = (await plane.ask("get", "crd", "-o", "name")).trim().split("\n");
    await plane.ask("wait", "--for=condition=Established", "--timeout=30s", ...names);
    for (const { name, system } of judgedSystems) {
      const files = Object.fromEntries(kubernetes.files(system));
      using folder = tempProject(files);
      const clusters = Object.keys(files).filter(isOfCluster).map(dirname);
      const told = { objects: 0, complaints: [] as string[] };
      for (const cluster of clusters) {
        const at = folder.at(cluster);
        const namespace = Object.keys(files).find((path) => /\/namespace-[^/]+\.yaml$/.test(path));
        // Objects are taken in the order of their names, and a namespace has to be there first.
        if (namespace !== undefined) await plane.ask(...apply, "-f", folder.at(namespace));
        for (const each of [at, ...taughtFolders(files, cluster).map((path) => folder.at(path))]) {
          const { exitCode, out, err } = await plane.kubectl(...apply, "-k", each);
          told.objects += out
            .split("\n")
            .filter((line) => / serverside-applied$/.test(line)).length;
          told.complaints.push(
            ...warnings(err),
            ...(exitCode === 0 ? [] : [`${each} ended with ${exitCode}`]),
          );
        }
      }
      verdict({
        judge: "kube-apiserver",
        version: plane.version,
        lookedAt: name,
        checks: told.objects + told.complaints.length,
        findings: told.complaints.length,
      });
      expect(told.complaints).toEqual([]);
      expect(told.objects).toBeGreaterThan(clusters.length * 5);

      const rolled: string[] = [];
      for (const at of [namespaceOf(system), "kube-system"]) {
        const names = await plane.ask("get", "deployments,statefulsets", "-n", at, "-o", "name");
        for (const each of names.split("\n").filter((line) => line !== "")) {
          await plane.ask("rollout", "status", each, "-n", at, "--timeout=60s");
          rolled.push(each);
        }
      }
      verdict({
        judge: "kube-controller-manager",
        version: plane.version,
        lookedAt: `rollouts of ${name}`,
        checks: rolled.length,
        findings: 0,
      });
      expect(rolled.length).toBeGreaterThan(0);
    }
  },
  180_000,
);

judgeTest(
  "Kubernetes refuses what is wrong, and warns of it",
  [...programs, "kubectl"],
  async () => {
    await using plane = await startTestPlane({ with: ["etcd", "kube-apiserver"] });
    const pod = (name: string, spec: object, metadata: object = {}) =>
      JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name, ...metadata }, spec });
    const containers = [{ name: "one", image: "none" }];
    using folder = tempProject({
      "misspelt.json": pod("misspelt", { containers, restartPolice: "Never" }),
      "impossible.json": pod("impossible", { containers, restartPolicy: "Sometimes" }),
      "doubtful.json": pod("doubtful", {
        containers: [
          {
            ...containers[0],
            env: [
              { name: "A", value: "1" },
              { name: "A", value: "2" },
            ],
          },
        ],
      }),
      "insecure.json": pod("insecure", { containers, hostNetwork: true }, { namespace: "strict" }),
    });
    await plane.ask("create", "namespace", "strict");
    await plane.ask(
      "label",
      "namespace",
      "strict",
      "pod-security.kubernetes.io/enforce=restricted",
    );
    for (const at of ["default", "strict"])
      await plane.ask("create", "serviceaccount", "default", "-n", at);
    const said = async (file: string) => {
      const { exitCode, err } = await plane.kubectl(...apply, "-f", folder.at(file));
      return `${exitCode} ${err}`;
    };
    expect(await said("misspelt.json")).toContain("restartPolice");
    expect(await said("impossible.json")).toContain("Unsupported value");
    expect(await said("insecure.json")).toContain("violates PodSecurity");
    expect(warnings(await said("doubtful.json"))[0]).toMatch(/Warning|duplicate/);
  },
);
