/**
 * `npm run judges`: programs of others that judge what Plinth makes, into .cache/judges. Kubernetes
 * and its tools are built from their Go modules, others come from PyPI; only what is missing, or was
 * made from something else, is made. The tests that use them are in test/judges.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { goSteps } from "./judges/go-programs.ts";
import { linkPlugins } from "./judges/provider-plugins.ts";
import { pythonStep, schemasStep } from "./judges/python-programs.ts";
import { definitionsStep } from "./judges/resource-definitions.ts";
import { run, type Step } from "./judges/step.ts";

const { values } = parseArgs({
  options: { help: { type: "boolean" }, again: { type: "boolean" } },
});
if (values.help) {
  console.log(
    "npm run judges [-- --again]\n\nBuilds and installs into .cache/judges what test/judges uses, " +
      "where it is missing or changed.\nNeeds Go 1.26 and Python 3.11 or newer; takes about ten " +
      "minutes the first time.\n\n  --again  make everything anew",
  );
  process.exit(0);
}

const root = Bun.fileURLToPath(new URL("..", import.meta.url));
const tools = join(root, "test/judges/tools");
await mkdir(join(root, ".cache/judges"), { recursive: true });
const folder = await realpath(join(root, ".cache/judges"));
const startMs = performance.now();
const since = (ms: number): string => `${((performance.now() - ms) / 1000).toFixed(0)} s`;
const failures: string[] = [];

/** What a step was last made from, beside what it made. */
const stampOf = (step: Step): string =>
  join(folder, "made", `${step.says.replace(/\W+/g, "-").toLowerCase()}.txt`);
const digestOf = (step: Step): string => createHash("sha256").update(step.from).digest("hex");

const isMade = async (step: Step): Promise<boolean> => {
  if (!step.makes.every((path) => existsSync(join(folder, path)))) return false;
  const stamp = Bun.file(stampOf(step));
  return (await stamp.exists()) && (await stamp.text()) === digestOf(step);
};

/** One after the other, each saying what it does; a step that fails does not keep others from it. */
const lane = async (steps: readonly Step[]): Promise<void> => {
  for (const step of steps) {
    const missing = step.needs.filter((name) => Bun.which(name) === null);
    if (!values.again && (await isMade(step))) {
      console.log(`there  ${step.says}`);
    } else if (missing.length > 0) {
      failures.push(`${step.says}: ${missing.join(" and ")} is not on PATH`);
    } else {
      const stepMs = performance.now();
      const say = (line: string): void => console.log(`       ${step.says}: ${line}`);
      say("begun");
      try {
        await step.make({ folder, say, run });
        await Bun.write(stampOf(step), digestOf(step));
        console.log(`made   ${step.says}, ${since(stepMs)}`);
      } catch (error) {
        failures.push(`${step.says}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
};

const python = await pythonStep(tools);
const plugins = async (): Promise<void> => {
  const found = await linkPlugins(folder);
  if (found !== undefined) console.log(`there  Terraform's provider for AWS, in ${found}`);
  else
    failures.push(
      "Terraform's provider for AWS: no mirror of it was found; make one with `terraform providers " +
        "mirror FOLDER` and set PLINTH_TERRAFORM_PLUGINS to the folder",
    );
};

// What is waited for in one lane leaves the processors to the other.
await Promise.all([
  lane([...(await goSteps(tools)), await definitionsStep(tools)]),
  lane([python, schemasStep(python.from)]).then(plugins),
]);

console.log(`\nthat took ${since(startMs)}`);
for (const failure of failures) console.log(`missing: ${failure}`);
if (failures.length > 0) process.exitCode = 1;
