import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Step } from "./step.ts";

/** Where a module keeps its custom resource definitions. */
const folders: Readonly<Record<string, string>> = {
  "github.com/prometheus-operator/prometheus-operator": "example/prometheus-operator-crd",
};

/** Custom resource definitions out of their projects' modules, without building anything. */
export const definitionsStep = async (tools: string): Promise<Step> => {
  const cwd = join(tools, "crds");
  return {
    says: "custom resource definitions",
    makes: ["crds"],
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
          if (name.endsWith(".yaml")) await cp(join(from, name), join(to, name));
      }
    },
  };
};
