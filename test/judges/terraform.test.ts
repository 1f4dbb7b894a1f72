/**
 * Terraform itself with the real provider, on what is emitted. `terraform` is looked for on PATH,
 * the provider in .cache/judges/terraform-plugins, which `npm run judges` links to a mirror of it (as
 * `terraform providers mirror` writes it; PLINTH_TERRAFORM_PLUGINS names one).
 */
import { expect } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { System } from "#plinth/model/system.ts";
import { plannedAddresses, terraform } from "#plinth/outputs/terraform/index.ts";
import { onMachines, otherWays } from "#plinth/outputs/terraform/testing.ts";
import cloudDesign from "../../systems/cloud-design/system.ts";
import timeSystem from "../../systems/simple-time-service/system.ts";
import { tempProject } from "../temp-project.ts";
import { awsStandIn } from "./aws-stand-in.ts";
import { judgeAt, judgesFolder, judgeTest, verdict, versionOfJudge } from "./judge.ts";

const program = judgeAt("terraform");
const plugins = join(judgesFolder, "terraform-plugins");
const needs = ["terraform", "terraform-plugins/registry.terraform.io"];

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
}

const told = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ severity, summary, detail }) => `${severity}: ${summary}. ${detail ?? ""}`);

const run = async (words: readonly string[], cwd: string, config: string): Promise<string> => {
  const env = { ...process.env, TF_CLI_CONFIG_FILE: config, CHECKPOINT_DISABLE: "1" };
  const judge = Bun.spawn([program ?? "", ...words], { cwd, env, stderr: "pipe" });
  const [said, complained] = await Promise.all([
    new Response(judge.stdout).text(),
    new Response(judge.stderr).text(),
  ]);
  if ((await judge.exited) !== 0 && said === "") throw new Error(complained);
  return said;
};

/** What a test adds to what is emitted: state on disk, and a provider that asks the stand-in. */
const override = (versions: string, url: string): string => {
  const aliases: readonly { readonly alias?: string }[] = JSON.parse(versions).provider.aws;
  const aws = aliases.map(({ alias }) => ({
    ...(alias !== undefined && { alias }),
    access_key: "none",
    secret_key: "none",
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    skip_requesting_account_id: true,
    endpoints: [{ ec2: url, eks: url, secretsmanager: url, ssm: url, sts: url }],
  }));
  return JSON.stringify({ terraform: { backend: { local: {} } }, provider: { aws } });
};

interface Verdict {
  /** Every error and warning of `validate` and `plan`. */
  readonly complaints: readonly string[];
  /** What the plan makes, and what it does to it, sorted. */
  readonly planned: readonly string[];
}

const verdictOf = async (system: System, root: "main" | "bootstrap"): Promise<Verdict> => {
  const mirror = `provider_installation {\n  filesystem_mirror {\n    path = "${plugins}"\n  }\n}\n`;
  const files = Object.fromEntries(terraform.files(system));
  using folder = tempProject({ ...files, "mirror.tfrc": mirror });
  using aws = awsStandIn();
  const at = root === "main" ? folder.root : folder.at(root);
  const versions = readFileSync(join(at, "versions.tf.json"), "utf8");
  await Bun.write(join(at, "judge_override.tf.json"), override(versions, aws.url));
  const ask = (...words: string[]) => run(words, at, folder.at("mirror.tfrc"));

  await ask("init", "-input=false", "-no-color");
  const { diagnostics } = JSON.parse(await ask("validate", "-json")) as {
    readonly diagnostics: readonly Diagnostic[];
  };
  const stream = await ask("plan", "-json", "-input=false", "-refresh=false");
  const messages = stream
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const complaints = messages.flatMap(({ diagnostic }) => diagnostic ?? []);
  const planned = messages.flatMap(({ type, change }): string[] =>
    type === "planned_change" && change.action !== "read"
      ? [`${change.action} ${change.resource.addr}`]
      : [],
  );
  const unknown = aws.unknown.map((action) => `the stand-in was asked for ${action}`);
  return {
    complaints: [...told([...diagnostics, ...complaints]), ...unknown],
    planned: planned.sort(),
  };
};

const cases = [
  ["the time service in production", timeSystem.build({ profile: "production" }).system, "main"],
  ["the time service in development", timeSystem.build({ profile: "development" }).system, "main"],
  [
    "the state of the time service",
    timeSystem.build({ profile: "production" }).system,
    "bootstrap",
  ],
  ["whatever the time service does otherwise", otherWays(), "main"],
  ["a state locked by a table", otherWays(), "bootstrap"],
  ["a cluster, a database and a broker on machines of one's own", onMachines(), "main"],
  ["movies and orders in prod", cloudDesign.build({ profile: "prod" }).system, "main"],
  ["movies and orders in dev", cloudDesign.build({ profile: "dev" }).system, "main"],
] as const;

for (const [what, system, root] of cases) {
  judgeTest(
    `Terraform plans ${what} without a word, and just what is predicted`,
    needs,
    async () => {
      const { complaints, planned } = await verdictOf(system, root);
      const predicted = plannedAddresses(system, root).map((each) => `create ${each}`);
      verdict({
        judge: "terraform",
        version: await versionOfJudge("terraform"),
        lookedAt: what,
        checks: planned.length,
        findings: complaints.length,
      });
      expect(complaints).toEqual([]);
      expect(planned).toEqual(predicted);
      expect(planned.length).toBeGreaterThan(5);
    },
    120_000,
  );
}
