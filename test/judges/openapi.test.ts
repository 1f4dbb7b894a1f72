import { expect } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Copy, nodes } from "../../bench/orders/copy.ts";
import { missingServers } from "../up/missing-servers.ts";
import { judgeAt, judgeTest, verdict, versionOfJudge } from "./judge.ts";

/** What Schemathesis counts in the last lines of its report. */
const casesOf = (report: string): number => {
  const [, generated = "0"] = /(\d+) generated/.exec(report) ?? [];
  return Number(generated);
};

/**
 * Methods that the document does not have, and that a balancer passes on. Not TRACE: it answers that with
 * a 405 of its own, as AWS' does, and cannot know what is allowed.
 */
const methodsThatGetThrough = `[phases.coverage]
unexpected-methods = ["get", "put", "post", "delete", "options", "patch", "query"]
`;

/**
 * Asks at the balancer of a real copy what the gateway's own document allows and what it does not: no
 * answer may be a 5xx, nor one that the document does not have.
 */
const fuzz = async (seed: number): Promise<{ readonly code: number; readonly report: string }> => {
  await using copy = await Copy.up({ profile: "dev" });
  const [url = ""] = copy.node(nodes.balancer).endpoints;
  const words = [
    ...["run", `${url}/api/openapi.json`, "--url", url],
    ...["--header", `Authorization: Bearer ${copy.password("aws/write-token")}`],
    ...["--checks", "all", "--max-examples", "50", "--seed", String(seed), "--no-color"],
    // It deletes what it has made, and says that a movie of somebody else's is gone.
    ...["--workers", "1"],
  ];
  // It keeps what it has found in the folder that it is started in.
  const folder = await mkdtemp(join(tmpdir(), "plinth-schemathesis-"));
  await writeFile(join(folder, "schemathesis.toml"), methodsThatGetThrough);
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

if (missingServers === undefined) {
  judgeTest(
    "schemathesis: through the balancer comes what the gateway's document says, and nothing else",
    ["schemathesis"],
    async () => {
      const { code, report } = await fuzz(1);
      const version = await versionOfJudge("schemathesis");
      const lookedAt = "cloud-design at its balancer, brought up with real servers";
      const checks = casesOf(report);
      verdict({ judge: "schemathesis", version, lookedAt, checks, findings: code === 0 ? 0 : 1 });
      expect(code, report).toBe(0);
      expect(checks, report).toBeGreaterThan(200);
    },
    300_000,
  );
}
