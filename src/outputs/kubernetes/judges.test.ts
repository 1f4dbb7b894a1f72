import { expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import timeSystem from "../../../systems/simple-time-service/system.ts";
import { tempProject } from "../../../test/temp-project.ts";
import { filesOf } from "../files.ts";

/**
 * What others say of our objects. Their programs are looked for on PATH and in .cache/judges/bin,
 * kubeconform's schemas in .cache/judges/schemas, a folder for each version; what is missing is
 * skipped by name.
 */
const judges = join(import.meta.dir, "..", "..", "..", ".cache", "judges");

const found = (name: string): string | null =>
  Bun.which(name, { PATH: `${process.env.PATH}:${join(judges, "bin")}` });

const schemas = join(judges, "schemas");
const versions = existsSync(schemas) ? readdirSync(schemas).sort() : [];

const heard = async (profile: string, words: readonly string[]): Promise<[number, string]> => {
  const files = [...filesOf(timeSystem.build({ profile }).system)].filter(
    ([path]) => path.startsWith("kubernetes/") && !path.endsWith("kustomization.yaml"),
  );
  using folder = tempProject(Object.fromEntries(files));
  const all = [...words, ...files.map(([path]) => path)];
  const judge = Bun.spawn(all, { cwd: folder.root, stderr: "pipe" });
  const said = await new Response(judge.stdout).text();
  return [await judge.exited, said + (await new Response(judge.stderr).text())];
};

const kubeconform = found("kubeconform");

for (const profile of timeSystem.profiles) {
  for (const version of versions.length > 0 ? versions : ["no schemas"]) {
    test.skipIf(kubeconform === null || versions.length === 0)(
      `kubeconform finds nothing wrong in ${profile}, against ${version}`,
      async () => {
        const location = join(schemas, version, "{{.ResourceKind}}{{.KindSuffix}}.json");
        const words = ["-strict", "-summary", "-schema-location", location];
        const [exitCode, said] = await heard(profile, [kubeconform ?? "", ...words]);
        expect(said).toContain("Invalid: 0, Errors: 0, Skipped: 0");
        expect(exitCode).toBe(0);
      },
    );
  }
}

const kubeScore = found("kube-score");

for (const profile of timeSystem.profiles) {
  test.skipIf(kubeScore === null)(`kube-score finds nothing critical in ${profile}`, async () => {
    // An image named by its digest is the same wherever it is pulled: to ask the registry at each
    // start would only stop replicas from starting while it is away.
    const waived = ["--ignore-test", "container-image-pull-policy"];
    const words = ["score", "--kubernetes-version", "v1.36", ...waived];
    const [exitCode, said] = await heard(profile, [kubeScore ?? "", ...words]);
    expect(said).not.toContain("[CRITICAL]");
    expect(exitCode).toBe(0);
  });
}
