/** What Prometheus' own tool says of rules, of their cases, and of what dashboards ask. */
import { expect } from "bun:test";
import { system as describe } from "#plinth/index.ts";
import type { System } from "#plinth/model/system.ts";
import { watch } from "#plinth/outputs/watch/index.ts";
import { yaml } from "#plinth/outputs/yaml.ts";
import { tempProject } from "../temp-project.ts";
import { judgeAt, judgeTest, verdict, versionOfJudge } from "./judge.ts";
import { judgedSystems } from "./systems.ts";

type Files = Readonly<Record<string, string>>;

const heard = async (
  files: Files,
  ...words: readonly string[]
): Promise<readonly [exitCode: number, said: string]> => {
  using folder = tempProject(files);
  const promtool = judgeAt("promtool") ?? "";
  const child = Bun.spawn([promtool, ...words], { cwd: folder.root, stderr: "pipe" });
  const said = await new Response(child.stdout).text();
  return [await child.exited, said + (await new Response(child.stderr).text())];
};

const filesOf = (system: System): Files => Object.fromEntries(watch.files(system));

const named = (files: Files, end: string): readonly string[] =>
  Object.keys(files).filter((path) => path.endsWith(`/${end}`));

/** How often a pattern is found in all files of a name. */
const countIn = (files: Files, end: string, pattern: RegExp): number =>
  named(files, end).reduce(
    (sum, path) => sum + [...(files[path] ?? "").matchAll(pattern)].length,
    0,
  );

const tell = async (lookedAt: string, checks: number, findings: number): Promise<void> => {
  const version = await versionOfJudge("promtool");
  verdict({ judge: "promtool", version, lookedAt, checks, findings });
};

for (const { name, system } of judgedSystems) {
  const files = filesOf(system);
  if (Object.keys(files).length === 0) continue;

  judgeTest(`promtool finds nothing wrong in rules of ${name}`, ["promtool"], async () => {
    const words = ["check", "rules", "--lint-fatal", ...named(files, "rules.yaml")];
    const [exitCode, said] = await heard(files, ...words);
    const found = [...said.matchAll(/SUCCESS: (\d+) rules found/g)].map(([, n]) => Number(n));
    const rules = countIn(files, "rules.yaml", /- (alert|record): /g);
    const good = found.reduce((sum, n) => sum + n, 0);
    await tell(`rules of ${name}`, rules, rules - good);
    expect(good).toBe(rules);
    expect(exitCode).toBe(0);
  });

  judgeTest(
    `promtool sees each alert of ${name} fire in one case and be silent in another`,
    ["promtool"],
    async () => {
      const alerts = countIn(files, "rules.yaml", /- alert: /g);
      expect(alerts).toBeGreaterThan(0);
      expect(countIn(files, "rules.test.yaml", /- name: .* fires: /g)).toBe(alerts);
      expect(countIn(files, "rules.test.yaml", /- name: .* is silent: /g)).toBe(alerts);
      const [exitCode, said] = await heard(
        files,
        "test",
        "rules",
        ...named(files, "rules.test.yaml"),
      );
      // It tells of each case that goes wrong, and of no other.
      const wrong = [...said.matchAll(/^ *name: /gm)].length;
      await tell(`alerts of ${name}`, 2 * alerts, wrong);
      expect(said).not.toContain("FAILED");
      expect(exitCode).toBe(0);
    },
  );

  judgeTest(`promtool can read what dashboards of ${name} ask`, ["promtool"], async () => {
    const exprs = named(files, "dashboard.json").flatMap((path): string[] => {
      const { panels, annotations } = JSON.parse(files[path] ?? "");
      const alerts = annotations.list.map(({ target }: { readonly target: object }) => target);
      return [...panels, { targets: alerts }].flatMap(({ targets = [] }) =>
        targets.map(({ expr }: { readonly expr: string }) => expr),
      );
    });
    expect(exprs.length).toBeGreaterThan(10);
    const rules = exprs.map((expr, index) => ({
      record: `panel:${index}`,
      expr: expr.replaceAll("$__rate_interval", "5m"),
    }));
    const text = yaml({ groups: [{ name: "panels", rules }] });
    const [exitCode, said] = await heard({ "panels.yaml": text }, "check", "rules", "panels.yaml");
    await tell(`dashboards of ${name}`, exprs.length, exitCode === 0 ? 0 : exprs.length);
    expect(said).toContain(`SUCCESS: ${exprs.length} rules found`);
    expect(exitCode).toBe(0);
  });
}

/** Promises that are strict and lax, for long and for short, in whole seconds and in parts. */
const promises = [
  { availability: "99.99%" },
  { availability: "95%", over: "7d" },
  { availability: "80%", over: "1d" },
  { latency: { p50: "250ms", p99: "2s" }, over: "28d" },
] as const;

const promising = (promise: (typeof promises)[number]): Files => {
  const { system, findings } = describe("shop", {}, (s) => {
    const aws = s.aws("eu-central-1", { zones: 2 });
    const subnets = { publicSubnets: [], privateSubnets: [], nat: "none" } as const;
    const vpc = aws.network("vpc", { cidr: "10.0.0.0/16", ...subnets });
    const from = vpc.eks("main", { version: "1.36" }).service("web", { command: "x", port: 80 });
    const metrics = ["rate", "errors", "latency"];
    aws.monitoring("figures", { collects: [{ from, by: "prometheus", metrics }] });
    s.objective("promise", promise);
  }).build({ profile: "default" });
  expect(findings).toEqual([]);
  return filesOf(system);
};

for (const promise of promises) {
  const text = JSON.stringify(promise);
  judgeTest(`promtool sees alerts on ${text} fire and be silent`, ["promtool"], async () => {
    const files = promising(promise);
    expect(countIn(files, "rules.yaml", /alert: ErrorBudgetBurns/g)).toBeGreaterThan(0);
    const [exitCode, said] = await heard(
      files,
      "test",
      "rules",
      ...named(files, "rules.test.yaml"),
    );
    expect(said).not.toContain("FAILED");
    expect(exitCode).toBe(0);
  });
}

judgeTest("promtool would notice an alert that never fires", ["promtool"], async () => {
  const files = promising(promises[0]);
  const [path = ""] = named(files, "rules.yaml").filter((each) => each.includes("cluster."));
  const never = (files[path] ?? "").replaceAll(/^ *\w.* == [01]$/gm, "$& > 1");
  expect(never).not.toBe(files[path]);
  const changed = { ...files, [path]: never };
  const [exitCode, said] = await heard(
    changed,
    "test",
    "rules",
    ...named(files, "rules.test.yaml"),
  );
  expect(said).toContain("FAILED");
  expect([...said.matchAll(/^ *name: /gm)].length).toBe(2);
  expect(exitCode).not.toBe(0);
});
