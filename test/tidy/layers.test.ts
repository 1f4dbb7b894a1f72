import { afterAll, beforeAll, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A rule of `.dependency-cruiser.mjs`, a file that breaks it, and what that file needs to exist. */
interface Breach {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
  readonly beside?: Readonly<Record<string, string>>;
}

const one = "export const one = 1;\n";
const use = (path: string): string => `import { one } from "${path}";\nexport const two = one;\n`;

const breaches: readonly Breach[] = [
  { rule: "model-looks-down", file: "src/model/a.ts", text: use("#plinth/kinds/one.ts") },
  { rule: "kinds-looks-down", file: "src/kinds/a.ts", text: use("#plinth/control/one.ts") },
  { rule: "control-looks-down", file: "src/control/a.ts", text: use("#plinth/host/one.ts") },
  { rule: "books-looks-down", file: "src/books/a.ts", text: use("#plinth/kinds/one.ts") },
  { rule: "check-looks-down", file: "src/check/a.ts", text: use("#plinth/local/one.ts") },
  { rule: "cost-looks-down", file: "src/cost/a.ts", text: use("#plinth/host/one.ts") },
  { rule: "outputs-looks-down", file: "src/outputs/a.ts", text: use("#plinth/local/one.ts") },
  { rule: "host-looks-down", file: "src/host/a.ts", text: use("#plinth/control/one.ts") },
  { rule: "gateway-looks-down", file: "src/gateway/a.ts", text: use("#plinth/local/one.ts") },
  { rule: "cloud-looks-down", file: "src/cloud/a.ts", text: use("#plinth/local/one.ts") },
  { rule: "local-looks-down", file: "src/local/a.ts", text: use("#plinth/cli/one.ts") },
  { rule: "project-looks-down", file: "src/project/a.ts", text: use("#plinth/cli/one.ts") },
  {
    rule: "only-host-touches-the-world",
    file: "src/local/b.ts",
    text: 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n',
  },
  {
    rule: "only-host-touches-the-world",
    file: "src/cli/b.ts",
    text: 'import { spawn } from "bun";\nexport const start = spawn;\n',
  },
  {
    rule: "gateway-is-told-by-config",
    file: "src/local/c.ts",
    text: use("#plinth/gateway/one.ts"),
  },
  { rule: "nothing-stands-on-the-cli", file: "src/host/d.ts", text: use("#plinth/cli/one.ts") },
  { rule: "src-knows-no-system", file: "src/local/e.ts", text: use("../../systems/x/one.ts") },
  { rule: "services-are-islands", file: "services/a/one.ts", text: use("../b/one.ts") },
  { rule: "services-are-islands", file: "services/a/two.ts", text: use("plinth") },
  { rule: "the-kit-knows-no-service", file: "services/kit/src/a.ts", text: use("../../b/one.ts") },
  { rule: "systems-import-plinth-by-name", file: "systems/x/a.ts", text: use("../y/one.ts") },
  {
    rule: "pure-layers-need-no-package",
    file: "src/model/f.ts",
    text: 'import { Option } from "commander";\nexport const made = Option;\n',
  },
  {
    rule: "no-cycles",
    file: "src/model/g.ts",
    text: 'import type { H } from "./h.ts";\nexport type G = H;\n',
    beside: { "src/model/h.ts": 'import type { G } from "./g.ts";\nexport type H = G;\n' },
  },
  { rule: "no-orphans", file: "src/model/lonely.ts", text: one },
  { rule: "tests-are-not-imported", file: "src/model/i.ts", text: use("./i.test.ts") },
  {
    rule: "no-dev-packages-in-src",
    file: "src/host/j.ts",
    text: 'import fc from "fast-check";\nexport const any = fc.anything;\n',
  },
  { rule: "everything-resolves", file: "src/model/k.ts", text: use("./nowhere.ts") },
];

/** Files that the breaches import, and one that keeps every rule with the syntax we use. */
const others: Readonly<Record<string, string>> = {
  "src/index.ts": `export { one } from "#plinth/kinds/one.ts";\nexport type Two = 2;\n`,
  "src/model/one.ts": one,
  "src/model/i.test.ts": one,
  ...Object.fromEntries(
    [
      "kinds",
      "control",
      "books",
      "check",
      "outputs",
      "host",
      "gateway",
      "cloud",
      "local",
      "project",
      "cli",
    ].map((layer) => [`src/${layer}/one.ts`, `export { one } from "#plinth/model/one.ts";\n`]),
  ),
  "services/b/one.ts": one,
  "services/kit/src/one.ts": one,
  "services/b/good.ts": use("../kit/src/one.ts"),
  "systems/x/one.ts": one,
  "systems/y/one.ts": one,
  "systems/x/good.ts": `import { one } from "plinth";\nimport { one as own } from "./one.ts";\nexport default one + own;\n`,
  "src/host/good.ts": `import { spawn } from "bun";\nimport { one } from "#plinth/model/one.ts";\nexport const go = () => {\n  using child = spawn(["true"]);\n  return [child, one];\n};\n`,
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

interface Config {
  readonly forbidden: readonly { readonly name: string }[];
}

const root = Bun.fileURLToPath(new URL("../..", import.meta.url));
const config: Config = (await import(join(root, ".dependency-cruiser.mjs"))).default;
let folder = "";
let violations: readonly Violation[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plinth-layers-"));
  await cp(join(root, "package.json"), join(folder, "package.json"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  const files = { ...others };
  for (const { file, text, beside } of breaches) Object.assign(files, beside, { [file]: text });
  for (const [file, text] of Object.entries(files)) await Bun.write(join(folder, file), text);
  const tool = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const config = ["--config", join(root, ".dependency-cruiser.mjs"), "--output-type", "json"];
  const child = Bun.spawn(["node", tool, ...config, "src", "services", "systems"], {
    cwd: folder,
    stderr: "inherit",
  });
  violations = JSON.parse(await new Response(child.stdout).text()).summary.violations;
}, 30_000);

afterAll(() => rm(folder, { recursive: true }));

test.each(breaches.map(({ rule, file }) => [rule, file]))("%s is broken by %s", (rule, file) => {
  const found = violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
  expect(found).toContain(rule);
});

test("what keeps the rules is left alone", () => {
  const wrong = new Set(
    breaches.flatMap(({ file, beside }) => [file, ...Object.keys(beside ?? {})]),
  );
  expect(violations.filter(({ from }) => !wrong.has(from))).toEqual([]);
});

test("every folder of src/ is a layer with a rule of its own, and the command line is on top", () => {
  const names = new Set(config.forbidden.map(({ name }) => name));
  const folders = readdirSync(join(root, "src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "golden")
    .map(({ name }) => name);
  const without = folders.filter((name) => !names.has(`${name}-looks-down`));
  expect(without).toEqual(["cli"]);
});

test("every rule has a file that breaks it", () => {
  const names = config.forbidden.map(({ name }) => name);
  expect([...new Set(breaches.map(({ rule }) => rule))].sort()).toEqual(names.sort());
});
