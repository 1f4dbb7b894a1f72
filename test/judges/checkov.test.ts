/**
 * checkov on everything that is emitted: Terraform, Kubernetes, Dockerfiles, pipelines. What it finds
 * is waived in the model, on the thing that it was found on or on a place around it, or the test fails;
 * so does a waiver of something that it does not find.
 */
import { expect, test } from "bun:test";
import type { Node, System } from "#plinth/model/system.ts";
import { rulesWaived, waivedForCheckov, waiversOn } from "#plinth/model/waiver.ts";
import { filesOf } from "#plinth/outputs/files.ts";
import { madeOf } from "#plinth/outputs/terraform/blocks.ts";
import { tempProject } from "../temp-project.ts";
import { judgeAt, judgeTest, verdict, versionOfJudge } from "./judge.ts";
import { judgedSystems } from "./systems.ts";

const frameworks = ["dockerfile", "github_actions", "gitlab_ci", "kubernetes", "terraform_json"];

interface Finding {
  readonly check_id: string;
  readonly resource: string;
  readonly file_path: string;
}

interface Report {
  readonly check_type: string;
  readonly summary: Readonly<Record<"passed" | "failed" | "skipped" | "parsing_errors", number>>;
  readonly results: Readonly<
    Record<"failed_checks" | "skipped_checks", readonly Finding[] | undefined>
  >;
}

const judged = async (files: ReadonlyMap<string, string>): Promise<readonly Report[]> => {
  using folder = tempProject(Object.fromEntries(files));
  const words = ["--directory", ".", "--framework", ...frameworks, "--output", "json"];
  const judge = Bun.spawn([judgeAt("checkov") ?? "", ...words, "--compact", "--skip-download"], {
    cwd: folder.root,
    env: { ...process.env, LOG_LEVEL: "CRITICAL" },
    stderr: "ignore",
  });
  const said = await new Response(judge.stdout).text();
  await judge.exited;
  return JSON.parse(said) as readonly Report[];
};

/** Where pipelines are: a system without one, or without one for that host, has no such file. */
const pipelinesAt: Readonly<Record<string, string>> = {
  github_actions: ".github/",
  gitlab_ci: ".gitlab-ci.yml",
};

/** What checkov has to look at in a system. */
const frameworksOf = (files: ReadonlyMap<string, string>): string[] =>
  frameworks.filter((name) =>
    [...files.keys()].some((path) => path.includes(pipelinesAt[name] ?? "")),
  );

/** The things that a finding in Terraform may be on: checkov leaves the type out at times. */
const nodesOf = (system: System, { resource, file_path }: Finding): readonly Node[] => {
  const account = system.nodes.get("aws");
  const module = /modules\/([^/]+)\//.exec(file_path)?.[1] ?? "bootstrap";
  const [type, name] = resource.split(".");
  return (account ? madeOf(system, account) : [])
    .filter(({ block }) => block.module === module && block.name === name)
    .filter(({ block }) => type === block.block || type === block.type)
    .map(({ node }) => node);
};

const isWaived = (system: System, finding: Finding): boolean =>
  nodesOf(system, finding).some((node) => waivedForCheckov(system, node).has(finding.check_id));

/** A row for each framework; what is waived in Terraform checkov itself counts as failed. */
const tell = async (name: string, reports: readonly Report[], waived: number): Promise<void> => {
  const version = await versionOfJudge("checkov");
  for (const { check_type, summary } of reports) {
    const accepted = check_type === "terraform_json" ? waived : 0;
    const findings = summary.failed - accepted;
    verdict({
      judge: "checkov",
      version,
      lookedAt: `${check_type}, ${name}, ${summary.skipped + accepted} waived in the model`,
      checks: summary.passed + summary.failed + summary.skipped,
      findings,
    });
  }
};

for (const { name, system } of judgedSystems) {
  judgeTest(
    `checkov finds nothing in ${name} that the model does not waive`,
    ["checkov"],
    async () => {
      const files = filesOf(system);
      const bare = new Map([...files].filter(([path]) => path !== ".checkov.yaml"));
      // Without its own settings everything is seen; with them, what a user of the folder sees.
      const [all, shown] = await Promise.all([judged(bare), judged(files)]);
      const expected = frameworksOf(files);
      const failed = all.flatMap(({ results }) => results.failed_checks ?? []);
      const told = failed.map((each) => `${each.check_id} ${each.resource} ${each.file_path}`);
      expect(told.filter((_, i) => !isWaived(system, failed[i] as Finding))).toEqual([]);
      expect(shown.map(({ summary }) => summary.failed)).toEqual(expected.map(() => 0));
      expect(all.map(({ check_type }) => check_type).sort()).toEqual(expected);
      for (const { summary } of all) expect(summary.passed).toBeGreaterThan(40);
      // It cannot read the block of versions in JSON, and there is nothing else in those files.
      const versions = [...files.keys()].filter((path) => path.endsWith("versions.tf.json"));
      const unread = all.map(({ summary }) => summary.parsing_errors);
      expect(Math.max(...unread)).toBe(versions.length);

      const found = new Set(
        all.flatMap(({ results: { failed_checks = [], skipped_checks = [] } }) =>
          [...failed_checks, ...skipped_checks].map(({ check_id }) => `checkov/${check_id}`),
        ),
      );
      const asked = [...system.nodes.values()].flatMap(({ props }) =>
        waiversOn(props).flatMap(rulesWaived),
      );
      const foreign = asked.filter((rule) => rule.startsWith("checkov/"));
      expect(foreign.filter((rule) => !found.has(rule))).toEqual([]);
      await tell(name, all, failed.length);
    },
    120_000,
  );
}

test("no system writes more than ten waivers for checkov over all its profiles", () => {
  const waivers = judgedSystems.flatMap(({ system }) =>
    [...system.nodes.values()].flatMap(({ id, props }) =>
      waiversOn(props)
        .filter((waiver) => rulesWaived(waiver).some((rule) => rule.startsWith("checkov/")))
        .map(({ because }) => ({ system: system.name, told: `${id}: ${because}` })),
    ),
  );
  const counts = [...Map.groupBy(waivers, ({ system }) => system)].map(
    ([, all]) => new Set(all.map(({ told }) => told)).size,
  );
  expect(counts.filter((count) => count > 10)).toEqual([]);
});
