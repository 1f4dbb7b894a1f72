/** What kubeconform and kube-score say of the Kubernetes objects that are emitted. */
import { expect } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { System } from "#plinth/model/system.ts";
import { kubernetes } from "#plinth/outputs/kubernetes/index.ts";
import { tempProject } from "../temp-project.ts";
import { judgeAt, judgesFolder, judgeTest, verdict, versionOfJudge } from "./judge.ts";
import { judgedSystems } from "./systems.ts";

const schemas = join(judgesFolder, "schemas");
/** Of objects that a cluster is taught by operators. */
const ofDefinitions = join(judgesFolder, "schemas-of-definitions");
const found = existsSync(schemas) ? readdirSync(schemas).sort() : [];
/** One folder for each minor version of Kubernetes that is judged by. */
const versions = found.length > 0 ? found : ["none"];

/** What a judge says of all objects of a system. */
const heard = async (system: System, words: readonly string[]): Promise<[number, string]> => {
  const files = [...kubernetes.files(system)].filter(
    ([path]) => path.endsWith(".yaml") && !path.endsWith("kustomization.yaml"),
  );
  expect(files.length).toBeGreaterThan(3);
  using folder = tempProject(Object.fromEntries(files));
  const all = [...words, ...files.map(([path]) => path)];
  const judge = Bun.spawn(all, { cwd: folder.root, stderr: "pipe" });
  const said = await new Response(judge.stdout).text();
  return [await judge.exited, said + (await new Response(judge.stderr).text())];
};

interface Summary {
  readonly valid: number;
  readonly invalid: number;
  readonly errors: number;
  readonly skipped: number;
}

for (const { name, system } of judgedSystems) {
  for (const version of versions) {
    judgeTest(
      `kubeconform finds nothing wrong in ${name}, against ${version}`,
      [
        "kubeconform",
        `schemas/${version}`,
        "schemas-of-definitions/scaledobject-keda-v1alpha1.json",
      ],
      async () => {
        const file = "{{.ResourceKind}}{{.KindSuffix}}.json";
        const locations = [join(schemas, version, file), join(ofDefinitions, file)];
        const places = locations.flatMap((location) => ["-schema-location", location]);
        const words = ["-strict", "-summary", "-output", "json", ...places];
        const [, said] = await heard(system, [judgeAt("kubeconform") ?? "", ...words]);
        const { summary, resources } = JSON.parse(said) as {
          readonly summary: Summary;
          readonly resources: readonly unknown[];
        };
        verdict({
          judge: "kubeconform",
          version: await versionOfJudge("kubeconform", "-v"),
          lookedAt: `${name}, ${version.split("-")[0]}`,
          checks: summary.valid + summary.invalid + summary.errors + summary.skipped,
          findings: summary.invalid + summary.errors + summary.skipped,
        });
        expect(resources).toEqual([]);
        expect(summary).toEqual({ valid: expect.any(Number), invalid: 0, errors: 0, skipped: 0 });
        expect(summary.valid).toBeGreaterThan(10);
      },
    );
  }

  judgeTest(`kube-score finds nothing critical in ${name}`, ["kube-score"], async () => {
    // An image named by its digest is the same wherever it is pulled: to ask the registry at each
    // start would only stop replicas from starting while it is away.
    const waived = ["--ignore-test", "container-image-pull-policy"];
    const words = ["score", "--kubernetes-version", "v1.36", "--output-format", "ci", ...waived];
    const [exitCode, said] = await heard(system, [judgeAt("kube-score") ?? "", ...words]);
    const lines = said
      .split("\n")
      .filter((line) => /^\[(OK|SKIPPED|WARNING|CRITICAL)\]/.test(line));
    const critical = lines.filter((line) => line.startsWith("[CRITICAL]"));
    verdict({
      judge: "kube-score",
      version: await versionOfJudge("kube-score", "version"),
      lookedAt: name,
      checks: lines.filter((line) => !line.startsWith("[SKIPPED]")).length,
      findings: critical.length,
    });
    expect(critical).toEqual([]);
    expect(lines.length).toBeGreaterThan(10);
    expect(exitCode).toBe(0);
  });
}

judgeTest(
  "kubeconform would notice a misspelt field of what an operator understands",
  ["kubeconform", "schemas-of-definitions/externalsecret-external-secrets-v1.json"],
  async () => {
    const wrong = {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name: "wrong", namespace: "default" },
      spec: { refreshIntervall: "1h" },
    };
    using folder = tempProject({ "wrong.json": JSON.stringify(wrong) });
    const location = join(ofDefinitions, "{{.ResourceKind}}{{.KindSuffix}}.json");
    const words = ["-strict", "-schema-location", location, "wrong.json"];
    const judge = Bun.spawn([judgeAt("kubeconform") ?? "", ...words], { cwd: folder.root });
    expect(await new Response(judge.stdout).text()).toContain("refreshIntervall");
    expect(await judge.exited).not.toBe(0);
  },
);
