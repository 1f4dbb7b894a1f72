/** What hadolint says of every Dockerfile. */
import { describe, expect, test } from "bun:test";
import { allSystems } from "../../../test/all-systems.ts";
import { judged, judgeProgram } from "../../../test/judge.ts";
import { verdict, versionOfJudge } from "../../../test/judges/judge.ts";
import { filesOf } from "../files.ts";

const dockerfiles = (await allSystems()).flatMap(([name, system]) =>
  [...filesOf(system)].flatMap(([path, text]) =>
    path.endsWith("/Dockerfile") ? [[`${name}: ${path}`, text] as const] : [],
  ),
);

test("there are Dockerfiles to judge", () => {
  expect(dockerfiles.length).toBeGreaterThan(0);
});

const hadolint = (text: string) =>
  judged(["hadolint", "--no-color", "Dockerfile"], { Dockerfile: text });

describe.skipIf(judgeProgram("hadolint") === null)("hadolint", () => {
  test.each(dockerfiles)("finds nothing in %s", async (_, text) => {
    const said = await hadolint(text);
    verdict({
      judge: "hadolint",
      version: await versionOfJudge("hadolint"),
      lookedAt: "Dockerfiles",
      checks: 1,
      findings: said.exitCode === 0 ? 0 : 1,
    });
    expect(said).toEqual({ exitCode: 0, out: "", err: "" });
  });

  test("finds what is wrong when a base has no digest", async () => {
    const [, text = ""] = dockerfiles[0] ?? [];
    const { exitCode, out } = await hadolint(
      text.replace(/^(FROM [^:@]+).* AS build$/m, "$1 AS build"),
    );
    expect(exitCode).toBe(1);
    expect(out).toContain("Always tag the version of an image explicitly");
  });
});
