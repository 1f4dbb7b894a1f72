import { mkdir, readdir, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import type { Step } from "./step.ts";

/** Programs of the packages that are called by name; they are linked to beside the others. */
const programs = [
  ...["aws", "check-jsonschema", "checkov", "hadolint", "moto_server"],
  ...["schemathesis", "shellcheck", "zizmor"],
];

/** Minor versions of Kubernetes that objects are judged by: what is run, and the next. */
const minors = [36, 37];

/** A Python environment with the packages of requirements.txt, in the versions of constraints.txt. */
export const pythonStep = async (tools: string): Promise<Step> => {
  const requirements = join(tools, "requirements.txt");
  const constraints = join(tools, "constraints.txt");
  return {
    says: "judges from PyPI",
    makes: ["python/bin/python3", ...programs.map((name) => `bin/${name}`)],
    from: `${await Bun.file(requirements).text()}${await Bun.file(constraints).text()}${programs.join()}`,
    needs: ["python3"],
    make: async ({ folder, run, say }) => {
      const python = join(folder, "python");
      if (!(await Bun.file(join(python, "bin/python3")).exists()))
        await run(["python3", "-m", "venv", python]);
      const pip = [join(python, "bin/python3"), "-m", "pip", "--disable-pip-version-check"];
      let packages = 0;
      const onLine = (line: string): void => {
        if (!line.startsWith("Collecting ")) return;
        packages += 1;
        if (packages % 25 === 0) say(`${packages} packages looked at`);
      };
      const words = ["install", "--requirement", requirements, "--constraint", constraints];
      await run([...pip, ...words], { onLine });
      await mkdir(join(folder, "bin"), { recursive: true });
      for (const name of programs) {
        await rm(join(folder, "bin", name), { force: true });
        await symlink(join("..", "python", "bin", name), join(folder, "bin", name));
      }
    },
  };
};

/** A schema that kubeconform can read from disk: its references lead to the file beside it. */
const onDisk = (text: string): string => {
  const { $id: _, ...schema } = JSON.parse(text);
  return JSON.stringify(schema).replaceAll(
    /"\$ref":"[^"#]*_definitions\.json/g,
    '"$ref":"_definitions.json',
  );
};

/** The schemas of Kubernetes' objects that kubernetes-validate carries, as kubeconform reads them. */
export const schemasStep = (from: string): Step => ({
  says: "schemas of Kubernetes' objects",
  makes: minors.map((minor) => `schemas/v1.${minor}.0-local-strict`),
  from: `${minors.join()}\n${from}`,
  needs: ["python3"],
  make: async ({ folder, run }) => {
    const ask = "import kubernetes_validate as k; print(list(k.__path__)[0])";
    const at = (await run([join(folder, "python/bin/python3"), "-c", ask])).trim();
    const all = await readdir(join(at, "kubernetes-json-schema"));
    for (const minor of minors) {
      const version = all.find((name) => name.startsWith(`v1.${minor}.`) && /strict$/.test(name));
      if (version === undefined)
        throw new Error(`kubernetes-validate has no schemas of 1.${minor}`);
      const to = join(folder, "schemas", `v1.${minor}.0-local-strict`);
      const beside = `${to}.part`;
      await rm(beside, { recursive: true, force: true });
      const source = join(at, "kubernetes-json-schema", version);
      for (const name of await readdir(source))
        await Bun.write(join(beside, name), onDisk(await Bun.file(join(source, name)).text()));
      await rm(to, { recursive: true, force: true });
      await rename(beside, to);
    }
  },
});
