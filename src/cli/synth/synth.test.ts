import { expect, test } from "bun:test";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type TempProject, tempProject } from "../../../test/temp-project.ts";
import { typed } from "../fixtures/fake-world.ts";

const description = (services: string, name = "shop"): string => `import { system } from "plinth";
export default system("${name}", { profiles: ["prod", "dev"] }, (s, profile) => {
  const main = s.kubernetes("main");
  ${services}
});
`;

const web = (max: number): string =>
  `main.service("web", { source: ".", port: 80, resources: { cpu: { request: "10m" } },
    scale: { min: 2, max: ${max}, cpu: "70%" } });`;
const stock = `main.service("stock", { source: ".", port: 81, replicas: 2 });`;

const projectOf = (services: string): TempProject =>
  tempProject({ "package.json": "{}", "system.ts": description(services) });

let versions = 0;

/** Describes anew in a folder of its own, as a file that was loaded once is not read again. */
const describedAnew = (project: TempProject, services: string, name?: string): string => {
  const file = project.at(`v${++versions}.ts`);
  writeFileSync(file, description(services, name));
  return file;
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? `${entry.parentPath}/${entry.name}` : []))
    .map((path) => path.slice(folder.length + 1))
    .sort();

test("synth writes a folder, and has nothing to do the second time", async () => {
  using project = projectOf(web(4));
  const first = await typed("synth", { cwd: project.root });
  expect([first.exitCode, first.out]).toEqual([0, "wrote out/shop: 14 files (14 added)\n"]);
  expect(filesIn(project.at("out/shop"))).toEqual([
    ".plinth-files.json",
    "README.md",
    "docs/architecture.md",
    "images/README.md",
    "kubernetes/main/cluster-wide/namespace-shop.yaml",
    "kubernetes/main/kustomization.yaml",
    "kubernetes/main/shop/deployment-web.yaml",
    "kubernetes/main/shop/horizontalpodautoscaler-web.yaml",
    "kubernetes/main/shop/image-digests/kustomization.yaml",
    "kubernetes/main/shop/kustomization.yaml",
    "kubernetes/main/shop/networkpolicy-default-deny.yaml",
    "kubernetes/main/shop/networkpolicy-web.yaml",
    "kubernetes/main/shop/service-web.yaml",
    "kubernetes/main/shop/serviceaccount-web.yaml",
    "model.json",
  ]);
  const again = await typed("synth", { cwd: project.root });
  expect(again.out).toBe("out/shop is up to date: 14 files\n");
});

test("another profile goes into a folder of its own, unless told", async () => {
  using project = projectOf(web(4));
  await typed("synth --profile dev", { cwd: project.root });
  await typed("synth --profile dev --out here", { cwd: project.root });
  expect(filesIn(project.at("here"))).toEqual(filesIn(project.at("out/shop-dev")));
  const { exitCode, err } = await typed("synth --out here", { cwd: project.root });
  expect(exitCode).toBe(2);
  expect(err).toContain('"here" holds "shop" in profile "dev"; name another folder with --out');
});

test("a check fails when a file differs, is missing or is one too many, and mends nothing", async () => {
  using project = projectOf(web(4));
  await typed("synth", { cwd: project.root });
  expect((await typed("synth --check", { cwd: project.root })).exitCode).toBe(0);
  const deployment = "kubernetes/main/shop/deployment-web.yaml";
  writeFileSync(project.at(`out/shop/${deployment}`), "mine");
  rmSync(project.at("out/shop/model.json"));
  const { exitCode, out } = await typed("synth --check", { cwd: project.root });
  expect(exitCode).toBe(1);
  expect(out).toBe(
    `+ model.json\n~ ${deployment} (changed by hand)\nout/shop is not what synth would write: 1 added, 1 changed\n`,
  );
  expect(readFileSync(project.at(`out/shop/${deployment}`), "utf8")).toBe("mine");
});

test("what is not wanted any more is removed, and what is not ours stays", async () => {
  using project = projectOf(web(4));
  const both = describedAnew(project, web(4) + stock);
  await typed(["synth", both, "--out", "o"], { cwd: project.root });
  writeFileSync(project.at("o/kubernetes/main/shop/mine.yaml"), "mine");
  const { out } = await typed("synth system.ts --out o", { cwd: project.root });
  expect(out).toBe("wrote o: 14 files (4 changed, 4 removed)\n");
  const left = filesIn(project.at("o")).filter((path) => /stock|mine/.test(path));
  expect(left).toEqual(["kubernetes/main/shop/mine.yaml"]);
});

test("a file in the way that synth did not write is refused, and nothing is written", async () => {
  using project = tempProject({
    "package.json": "{}",
    "system.ts": description(web(4)),
    "o/kubernetes/main/kustomization.yaml": "mine",
    "p/kubernetes": "mine",
  });
  for (const [folder, path] of [
    ["o", "kubernetes/main/kustomization.yaml"],
    ["p", "kubernetes"],
  ]) {
    const { exitCode, err } = await typed(`synth --out ${folder}`, { cwd: project.root });
    expect(exitCode).toBe(2);
    expect(err).toContain(`"${folder}/${path}" was not written by synth, and is not overwritten`);
    expect(filesIn(project.at(`${folder}`))).toEqual([`${path}`]);
  }
});

test("a folder with files of others and no synth is refused, unless forced", async () => {
  using project = projectOf(web(4));
  const before = filesIn(project.root);
  for (const [folder, shown, first] of [
    [".", ".", "package.json"],
    ["/", "/", readdirSync("/").sort()[0]],
  ]) {
    for (const mode of [[], ["--dry-run"]]) {
      const words = ["synth", "--out", `${folder}`, ...mode];
      const { exitCode, err } = await typed(words, { cwd: project.root });
      expect([exitCode, err]).toEqual([
        2,
        `"${shown}" holds what synth did not write, such as "${first}"; ` +
          "name another folder with --out, or write beside that with --force\n",
      ]);
    }
  }
  expect(filesIn(project.root)).toEqual(before);
  expect((await typed("synth --out . --check", { cwd: project.root })).exitCode).toBe(1);
  expect((await typed("synth --out . --force", { cwd: project.root })).exitCode).toBe(0);
  expect((await typed("synth --out .", { cwd: project.root })).out).toContain("is up to date");
});

test("an empty folder, and a repository with nothing in it, take a synth", async () => {
  using project = tempProject({
    "package.json": "{}",
    "system.ts": description(web(4)),
    "o/.git/HEAD": "ref: refs/heads/main",
  });
  mkdirSync(project.at("p"));
  for (const folder of ["o", "p"]) {
    const { exitCode } = await typed(`synth --out ${folder}`, { cwd: project.root });
    expect(exitCode).toBe(0);
  }
});

test("a folder that cannot be is refused before anything is written", async () => {
  using project = projectOf(web(4));
  const below = await typed("synth --out package.json/x", { cwd: project.root });
  expect([below.exitCode, below.err]).toEqual([
    8,
    '"package.json/x" cannot be written (ENOTDIR); make room or name another folder with --out\n',
  ]);
  mkdirSync(project.at("o/.plinth-files.json"), { recursive: true });
  const list = await typed("synth --out o", { cwd: project.root });
  expect([list.exitCode, list.err]).toEqual([
    8,
    '"o" cannot be read (EISDIR); name another folder with --out\n',
  ]);
  const file = await typed("synth --out package.json", { cwd: project.root });
  expect([file.exitCode, file.err]).toEqual([
    2,
    '"package.json" is a file; name a folder with --out\n',
  ]);
});

test("a dry run says each file and writes none", async () => {
  using project = projectOf(web(4));
  const { out } = await typed("synth --dry-run", { cwd: project.root });
  expect(out).toContain("+ kubernetes/main/shop/service-web.yaml\n");
  expect(out).toEndWith("would write out/shop: 14 added\n");
  expect(existsSync(project.at("out"))).toBe(false);
});

test("a list of what is ours that is damaged, or leads out of the folder, is not believed", async () => {
  using project = projectOf(web(4));
  await typed("synth", { cwd: project.root });
  const listed = { schema: 2, system: "shop", profile: "prod", files: { "../../system.ts": "" } };
  for (const text of ["{", "[]", JSON.stringify(listed)]) {
    writeFileSync(project.at("out/shop/.plinth-files.json"), text);
    const { exitCode, err } = await typed("synth", { cwd: project.root });
    expect([exitCode, err]).toEqual([
      8,
      '"out/shop/.plinth-files.json" is damaged or of another version, so what is ours there is not known; ' +
        "remove the folder, or name another with --out\n",
    ]);
  }
  expect(existsSync(project.at("system.ts"))).toBe(true);
});

test("the folder of another system is refused", async () => {
  using project = projectOf(web(4));
  await typed("synth --out o", { cwd: project.root });
  const other = describedAnew(project, web(4), "other");
  const { exitCode, err } = await typed(["synth", other, "--out", "o"], { cwd: project.root });
  expect(exitCode).toBe(2);
  expect(err).toContain('"o" holds "shop" in profile "prod"');
});

test("synth goes on where one was interrupted, and takes none of its files for somebody else's", async () => {
  using project = projectOf(web(4));
  await typed("synth --out o", { cwd: project.root });
  const list = project.at("o/.plinth-files.json");
  const old = JSON.parse(readFileSync(list, "utf8"));
  const more = describedAnew(project, web(6));
  await typed(["synth", more, "--out", "o"], { cwd: project.root });
  const { files: writing } = JSON.parse(readFileSync(list, "utf8"));
  // As a synth leaves it that is killed when it has written all but one file.
  rmSync(project.at("o/model.json"));
  writeFileSync(list, JSON.stringify({ ...old, writing }));
  expect((await typed("synth system.ts --out o", { cwd: project.root })).exitCode).toBe(0);
  expect((await typed("synth system.ts --check --out o", { cwd: project.root })).exitCode).toBe(0);
  expect(readFileSync(list, "utf8")).not.toContain("writing");
});

test("diff says what changed in the model, property by property, and then in which files", async () => {
  using project = projectOf(web(4));
  await typed("synth --out o", { cwd: project.root });
  expect((await typed("diff --out o", { cwd: project.root })).out).toBe(
    "nothing changed since the last synth\n",
  );
  const more = describedAnew(project, `${web(6)} ${stock}`);
  const { exitCode, out } = await typed(["diff", more, "--out", "o"], { cwd: project.root });
  expect(exitCode).toBe(0);
  expect(out.split("\n").slice(0, 10)).toEqual([
    "model:",
    "  + service main/stock",
    '      phase: "current"',
    "      port: 81",
    "      replicas: 2",
    '      source: "."',
    "  ~ service main/web",
    "      scale.max: 4 -> 6",
    "files:",
    "  + kubernetes/main/shop/deployment-stock.yaml",
  ]);
  expect(out).toContain(`  ~ kubernetes/main/shop/horizontalpodautoscaler-web.yaml
      @@ -14,7 +14,7 @@
`);
  expect(out).toContain("      -  maxReplicas: 4\n      +  maxReplicas: 6\n");
  const { out: names } = await typed(["diff", more, "--out", "o", "--names"], {
    cwd: project.root,
  });
  expect(names).toContain("  ~ kubernetes/main/shop/horizontalpodautoscaler-web.yaml\n");
  expect(names).not.toContain("@@");
});

test("what was changed by hand is kept until --force, and diff shows what would be lost", async () => {
  using project = projectOf(web(4));
  const both = describedAnew(project, web(4) + stock);
  await typed(["synth", both, "--out", "o"], { cwd: project.root });
  const [changed, removed] = ["service-web", "service-stock"].map(
    (file) => `o/kubernetes/main/shop/${file}.yaml`,
  );
  const files = [changed, removed].map((path) => project.at(`${path}`));
  for (const file of files) writeFileSync(file, `${readFileSync(file, "utf8")}# mine\n`);
  const before = filesIn(project.at("o"));
  for (const mode of ["", " --dry-run"]) {
    const refused = await typed(`synth system.ts --out o${mode}`, { cwd: project.root });
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toStartWith(
      '2 files in "o" changed by hand since the last synth: say it in',
    );
    expect(refused.err).toContain(`${removed}`);
    expect(filesIn(project.at("o"))).toEqual(before);
  }
  const { out } = await typed("diff system.ts --out o", { cwd: project.root });
  expect(out).toContain("  ~ kubernetes/main/shop/service-web.yaml (changed by hand)\n");
  expect(out).toContain("      -# mine\n");
  const forced = await typed("synth system.ts --out o --force", { cwd: project.root });
  expect(forced.exitCode).toBe(0);
  expect(files.map((file) => existsSync(file))).toEqual([true, false]);
  expect(readFileSync(`${files[0]}`, "utf8")).not.toContain("# mine");
});

test("digests that a pipeline wrote stay, and are no change", async () => {
  using project = projectOf(web(4));
  await typed("synth --out o", { cwd: project.root });
  const digests = project.at("o/kubernetes/main/shop/image-digests/kustomization.yaml");
  const pushed = readFileSync(digests, "utf8").replace(/sha256:0+/, "sha256:12");
  writeFileSync(digests, pushed);
  expect((await typed("synth --out o --check", { cwd: project.root })).exitCode).toBe(0);
  expect((await typed("synth --out o", { cwd: project.root })).out).toContain("is up to date");
  expect(readFileSync(digests, "utf8")).toBe(pushed);
});

test("a folder where a file of ours was is not ours", async () => {
  using project = projectOf(web(4));
  const both = describedAnew(project, web(4) + stock);
  await typed(["synth", both, "--out", "o"], { cwd: project.root });
  const was = project.at("o/kubernetes/main/shop/service-stock.yaml");
  rmSync(was);
  mkdirSync(was);
  writeFileSync(`${was}/mine`, "mine");
  expect((await typed("synth system.ts --out o", { cwd: project.root })).exitCode).toBe(0);
  expect(readFileSync(`${was}/mine`, "utf8")).toBe("mine");
});

test("where nearly all of a large file differs, diff says so and takes no longer for it", async () => {
  using project = projectOf(web(4));
  await typed("synth --out o", { cwd: project.root });
  const file = project.at("o/docs/architecture.md");
  writeFileSync(file, Array.from({ length: 20_000 }, (_, i) => `line ${i}`).join("\n"));
  const { out } = await typed("diff --out o", { cwd: project.root });
  expect(out).toContain(
    "  ~ docs/architecture.md (changed by hand)\n      too many lines differ to show which\n",
  );
});

test("diff without a synth to compare with is refused, and says what to do", async () => {
  using project = projectOf(web(4));
  const { exitCode, err } = await typed("diff", { cwd: project.root });
  expect([exitCode, err]).toEqual([
    2,
    '"out/shop" holds no synth to compare with; run plinth synth\n',
  ]);
});
