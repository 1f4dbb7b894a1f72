/** What GitHub's own parser, actionlint with shellcheck, zizmor and the schema say of every workflow. */
import { describe, expect, test } from "bun:test";
import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from "@actions/workflow-parser";
import { allSystems } from "../../../test/all-systems.ts";
import { judged, judgeProgram } from "../../../test/judge.ts";
import { verdict, versionOfJudge } from "../../../test/judges/judge.ts";
import { filesOf } from "../files.ts";
import { textOf } from "./testing.ts";

const folder = ".github/workflows/";

const ofSystems = (await allSystems()).flatMap(([name, system]) =>
  [...filesOf(system)].flatMap(([path, text]) =>
    path.startsWith(`pipeline/${folder}`) ? [[name, text] as const] : [],
  ),
);

const workflows = [
  ...ofSystems,
  ["one that pushes", textOf({ delivery: "push" })],
  ["one that is pulled from", textOf({ delivery: "pull" })],
  ["one for ARM", textOf({ arm: true })],
] as const;

test("every system that has a pipeline is among those that are judged", () => {
  expect(ofSystems.length).toBeGreaterThan(0);
});

/** What is wrong with a workflow, by the parser that GitHub's own editor tools use. */
const parsed = async (content: string): Promise<readonly string[]> => {
  const { context, value } = parseWorkflow(
    { name: "delivery.yml", content },
    new NoOperationTraceWriter(),
  );
  // The second half follows what jobs need of one another, and is told in the template alone.
  const template = value && (await convertWorkflowTemplate(context, value));
  return [
    ...context.errors.getErrors().map(({ message }) => message),
    ...(template?.errors ?? []).map(({ Message }) => Message),
  ];
};

describe("GitHub's own parser", () => {
  test.each(workflows)("takes %s", async (_, text) => {
    expect(await parsed(text)).toEqual([]);
  });

  test.each([
    ["timeout-minutes:", "timeout-minute:", "Unexpected value 'timeout-minute'"],
    ["needs.sign.outputs", "nedds.sign.outputs", "Unrecognized named-value: 'nedds'"],
    ["      - sign\n", "      - sing\n", "depends on unknown job 'sing'"],
  ])("finds what is wrong when %p is written %p", async (right, wrong, says) => {
    const text = textOf();
    expect(text).toContain(right);
    const told = await parsed(text.replace(right, wrong));
    expect(told.join("\n")).toContain(says);
  });
});

/** How a judge is asked, a text that it must not let through, and what it then says. */
const judges = [
  {
    judge: "actionlint",
    words: ["-no-color", "-config-file", "/dev/null", `${folder}delivery.yml`],
    right: 'cosign sign --yes "$IMAGE"',
    wrong: "cosign sign --yes $IMAGE",
    says: "shellcheck reported issue",
  },
  {
    judge: "zizmor",
    words: ["--offline", "--no-progress", "--color=never", "."],
    right: /(uses: actions\/checkout@)\w+/g,
    wrong: "$1v7",
    says: "unpinned",
  },
  {
    judge: "check-jsonschema",
    words: ["--builtin-schema", "vendor.github-workflows", `${folder}delivery.yml`],
    right: "timeout-minutes: 10",
    wrong: "timeout-minutes: soon",
    says: "timeout-minutes",
  },
] as const;

for (const { judge, words, right, wrong, says } of judges) {
  const ask = (text: string) => judged([judge, ...words], { [`${folder}delivery.yml`]: text });

  describe.skipIf(judgeProgram(judge) === null)(judge, () => {
    test.each(workflows)("finds nothing in %s", async (_, text) => {
      const { exitCode, out } = await ask(text);
      verdict({
        judge,
        version: await versionOfJudge(judge),
        lookedAt: "workflows",
        checks: 1,
        findings: exitCode === 0 ? 0 : 1,
      });
      expect({ exitCode, out: out.replace(/^(No findings to report\.|ok -- ).*\n/, "") }).toEqual({
        exitCode: 0,
        out: "",
      });
    });

    test(`finds what is wrong when ${right} is not there`, async () => {
      const bad = textOf().replaceAll(right, wrong);
      expect(bad).not.toBe(textOf());
      const { exitCode, out } = await ask(bad);
      expect(exitCode).not.toBe(0);
      expect(out).toContain(says);
    });
  });
}
