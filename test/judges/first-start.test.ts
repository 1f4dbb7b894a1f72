/** ShellCheck on what machines run when they first start. */
import { expect } from "bun:test";
import { terraform } from "#plinth/outputs/terraform/index.ts";
import { onMachines } from "#plinth/outputs/terraform/testing.ts";
import { tempProject } from "../temp-project.ts";
import { judgeAt, judgeTest, verdict, versionOfJudge } from "./judge.ts";
import { judgedSystems } from "./systems.ts";

const ask = async (text: string): Promise<{ readonly code: number; readonly said: string }> => {
  using folder = tempProject({ "first-start.sh": text });
  const words = ["--severity=style", "--format=gcc", folder.at("first-start.sh")];
  const judge = Bun.spawn([judgeAt("shellcheck") ?? "shellcheck", ...words], { stderr: "pipe" });
  return { said: await new Response(judge.stdout).text(), code: await judge.exited };
};

const scripts = [...judgedSystems.map(({ system }) => system), onMachines()].flatMap((system) =>
  [...terraform.files(system)].filter(([path]) => path.endsWith(".sh")),
);

judgeTest(
  "ShellCheck has nothing to say of what a machine runs first",
  ["shellcheck"],
  async () => {
    expect(scripts.length).toBeGreaterThan(1);
    const answers = await Promise.all(scripts.map(([, text]) => ask(text)));
    const complaints = answers.map(({ said }) => said).filter((said) => said !== "");
    verdict({
      judge: "shellcheck",
      version: await versionOfJudge("shellcheck"),
      lookedAt: "first starts of machines",
      checks: scripts.length,
      findings: complaints.length,
    });
    expect(complaints).toEqual([]);
  },
);

judgeTest("ShellCheck finds a word that falls apart", ["shellcheck"], async () => {
  const { code, said } = await ask("#!/bin/bash\nto=$1\nrm -r $to\n");
  expect([code, said]).toEqual([1, expect.stringContaining("SC2086")]);
});
