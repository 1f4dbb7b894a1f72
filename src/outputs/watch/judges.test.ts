import { expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import timeSystem from "../../../systems/simple-time-service/system.ts";
import { tempProject } from "../../../test/temp-project.ts";
import { filesOf } from "../files.ts";
import { yaml } from "../yaml.ts";
import { foundJudge } from "./testing.ts";

/** What Prometheus' own tool says of rules, their cases and the dashboards' expressions. */
const promtool = foundJudge("promtool");

const heard = async (
  files: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<readonly [exitCode: number, said: string]> => {
  using folder = tempProject(files);
  const child = Bun.spawn([promtool ?? "", ...words], { cwd: folder.root, stderr: "pipe" });
  const said = await new Response(child.stdout).text();
  return [await child.exited, said + (await new Response(child.stderr).text())];
};

const filesIn = (profile: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...filesOf(timeSystem.build({ profile }).system)].filter(([path]) =>
      path.startsWith("watch/"),
    ),
  );

const named = (files: Readonly<Record<string, string>>, end: string): readonly string[] =>
  Object.keys(files).filter((path) => path.endsWith(`/${end}`));

const countOf = (texts: readonly string[], pattern: RegExp): number =>
  texts.reduce((sum, text) => sum + [...text.matchAll(pattern)].length, 0);

for (const profile of timeSystem.profiles) {
  test.skipIf(promtool === null)(
    `promtool finds nothing wrong in rules of ${profile}`,
    async () => {
      const files = filesIn(profile);
      const [exitCode, said] = await heard(
        files,
        "check",
        "rules",
        "--lint-fatal",
        ...named(files, "rules.yaml"),
      );
      const rules = named(files, "rules.yaml").map((path) => files[path] ?? "");
      const counted = [...said.matchAll(/SUCCESS: (\d+) rules found/g)].map(([, n]) => Number(n));
      expect(counted.reduce((sum, n) => sum + n, 0)).toBe(countOf(rules, /- (alert|record): /g));
      expect(exitCode).toBe(0);
    },
  );

  test.skipIf(promtool === null)(
    `promtool sees each alert of ${profile} fire in one case and be silent in another`,
    async () => {
      const files = filesIn(profile);
      const tests = named(files, "rules.test.yaml");
      const alerts = countOf(
        named(files, "rules.yaml").map((path) => files[path] ?? ""),
        /- alert: /g,
      );
      const texts = tests.map((path) => files[path] ?? "");
      expect(alerts).toBeGreaterThan(0);
      expect(countOf(texts, /- name: .* fires: /g)).toBe(alerts);
      expect(countOf(texts, /- name: .* is silent: /g)).toBe(alerts);
      const [exitCode, said] = await heard(files, "test", "rules", ...tests);
      expect(countOf([said], /SUCCESS/g)).toBe(tests.length);
      expect(exitCode).toBe(0);
    },
    60_000,
  );
}

/** Promises that are strict and lax, for long and for short, in whole seconds and in parts. */
const promises = [
  { availability: "99.99%" },
  { availability: "95%", over: "7d" },
  { availability: "80%", over: "1d" },
  { latency: { p50: "250ms", p99: "2s" }, over: "28d" },
] as const;

test.skipIf(promtool === null).each(promises)(
  "promtool sees alerts on %j fire and be silent",
  async (promise) => {
    const { system: model, findings } = system("shop", {}, (s) => {
      const aws = s.aws("eu-central-1", { zones: 2 });
      const ranges = { publicSubnets: [], privateSubnets: [], nat: "none" } as const;
      const main = aws
        .network("vpc", { cidr: "10.0.0.0/16", ...ranges })
        .eks("main", { version: "1.36" });
      const web = main.service("web", { command: "x", port: 80 });
      const metrics = ["rate", "errors", "latency"];
      aws.monitoring("figures", { collects: [{ from: web, by: "prometheus", metrics }] });
      s.objective("promise", promise);
    }).build({ profile: "default" });
    expect(findings).toEqual([]);
    const files = Object.fromEntries(filesOf(model));
    const [path = ""] = named(files, "web/rules.test.yaml");
    expect(files[path]).toContain("ErrorBudgetBurns");
    const [exitCode, said] = await heard(files, "test", "rules", path);
    expect(said).toContain("SUCCESS");
    expect(exitCode).toBe(0);
  },
  60_000,
);

test.skipIf(promtool === null)(
  "promtool would notice an alert that is silent where it should fire",
  async () => {
    const files = filesIn("production");
    const path = "watch/main/cluster.main/rules.yaml";
    const never = {
      ...files,
      [path]: (files[path] ?? "").replaceAll(/^ *(\w.*) == [01]$/gm, "$& > 1"),
    };
    expect(never[path]).not.toBe(files[path]);
    const [exitCode, said] = await heard(
      never,
      "test",
      "rules",
      path.replace("rules", "rules.test"),
    );
    expect(said).toContain("FAILED");
    expect(exitCode).not.toBe(0);
  },
);

test.skipIf(promtool === null)(
  "promtool can read every expression of every dashboard",
  async () => {
    const files = filesIn("production");
    const exprs = named(files, "dashboard.json").flatMap((path): string[] => {
      const { panels, annotations } = JSON.parse(files[path] ?? "");
      return [...panels, { targets: annotations.list }].flatMap(({ targets = [] }) =>
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
    expect(said).toContain(`SUCCESS: ${exprs.length} rules found`);
    expect(exitCode).toBe(0);
  },
);
