import { expect } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noShop, openShop } from "../services/shop.ts";
import { judgeAt, judgeTest, verdict, versionOfJudge } from "./judge.ts";

/** What Schemathesis counts in the last lines of its report. */
const casesOf = (report: string): number => {
  const [, generated = "0"] = /(\d+) generated/.exec(report) ?? [];
  return Number(generated);
};

/**
 * Asks the gateway, with everything real behind it, what its own document allows and what it does
 * not: no answer may be a 5xx, nor one that the document does not have.
 */
const fuzz = async (seed: number): Promise<{ readonly code: number; readonly report: string }> => {
  await using shop = await openShop();
  const url = shop.urlOf("api-gateway");
  const words = [
    ...["run", `${url}/api/openapi.json`, "--url", url],
    ...["--header", `Authorization: ${shop.authorization}`],
    ...["--checks", "all", "--max-examples", "50", "--seed", String(seed), "--no-color"],
    // It deletes what it has made, and says that a movie of somebody else's is gone.
    ...["--workers", "1"],
  ];
  // It keeps what it has found in the folder that it is started in.
  const folder = await mkdtemp(join(tmpdir(), "plinth-schemathesis-"));
  const judge = Bun.spawn([judgeAt("schemathesis") ?? "", ...words], {
    cwd: folder,
    stdin: "ignore",
    stderr: "pipe",
  });
  const texts = [new Response(judge.stdout).text(), new Response(judge.stderr).text()];
  const report = (await Promise.all(texts)).join("");
  const code = await judge.exited;
  await rm(folder, { recursive: true });
  return { code, report };
};

if (noShop === undefined) {
  judgeTest(
    "schemathesis: the gateway answers what its document says, and nothing else",
    ["schemathesis"],
    async () => {
      const { code, report } = await fuzz(1);
      const version = await versionOfJudge("schemathesis");
      const lookedAt = "the gateway with real servers behind it";
      const checks = casesOf(report);
      verdict({ judge: "schemathesis", version, lookedAt, checks, findings: code === 0 ? 0 : 1 });
      expect(code, report).toBe(0);
      expect(checks, report).toBeGreaterThan(200);
    },
    300_000,
  );
}
