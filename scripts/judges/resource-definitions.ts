import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeDefinitionSchemas } from "./definition-schemas.ts";
import type { Step } from "./step.ts";

/** Where a module keeps its custom resource definitions. */
const folders: Readonly<Record<string, string>> = {
  "github.com/external-secrets/external-secrets": "config/crds/bases",
  "github.com/k3s-io/helm-controller": "pkg/crds/yaml/generated",
  "github.com/kedacore/keda/v2": "config/crd/bases",
  "github.com/prometheus-operator/prometheus-operator": "example/prometheus-operator-crd",
};

/**
 * Custom resource definitions out of their projects' modules, without building anything: for an API
 * server, and as schemas for kubeconform.
 */
export const definitionsStep = async (tools: string): Promise<Step> => {
  const cwd = join(tools, "crds");
  return {
    says: "custom resource definitions",
    makes: ["crds", "schemas-of-definitions"],
    from: `${await Bun.file(join(cwd, "go.mod")).text()}\n${JSON.stringify(folders)}`,
    needs: ["go"],
    make: async ({ folder, run }) => {
      const said = await run(["go", "mod", "download", "-json"], { cwd });
      const to = join(folder, "crds");
      await rm(to, { recursive: true, force: true });
      await mkdir(to, { recursive: true });
      // Objects one after another, each beginning and ending with a brace of its own line.
      for (const text of said.split(/(?<=^\})\n/m).filter((each) => each.trim() !== "")) {
        const { Path, Dir } = JSON.parse(text) as { readonly Path: string; readonly Dir: string };
        const from = join(Dir, folders[Path] ?? "");
        for (const name of await readdir(from))
          if (/^[a-z].*\..*_.*\.yaml$/.test(name)) await cp(join(from, name), join(to, name));
      }
      await writeDefinitionSchemas(to, join(folder, "schemas-of-definitions"));
    },
  };
};
