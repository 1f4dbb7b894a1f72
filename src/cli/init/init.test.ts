import { expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { loadSystem } from "#plinth/project/load-system.ts";
import { tempProject } from "../../../test/temp-project.ts";
import { typed } from "../fixtures/fake-world.ts";
import { nameFrom } from "./starter.ts";

test("init in an empty folder writes a system that loads, and its service", async () => {
  using project = tempProject({ "shop/empty": "" });
  const cwd = project.at("shop");
  const { exitCode, out } = await typed("init", { cwd });
  expect([exitCode, out]).toEqual([0, "wrote system.ts\nwrote server.mjs\nnext: plinth up\n"]);
  const { system } = await loadSystem({ file: project.at("shop/system.ts"), root: cwd });
  expect(system.name).toBe("shop");
  expect([...system.nodes.keys()]).toEqual(["main", "main/door", "main/web"]);
  expect(readFileSync(project.at("shop/system.ts"), "utf8").split("\n").length).toBeLessThan(30);
});

test("init names what comes next from where one stands, and as it was called", async () => {
  using project = tempProject({ "package.json": "{}" });
  const env = { npm_command: "exec" };
  const { out } = await typed("init shop", { cwd: project.root, env });
  expect(out).toEndWith("next: cd shop && npx plinth up\n");
  const text = readFileSync(project.at("shop/system.ts"), "utf8");
  expect(text).toContain('command: "node shop/server.mjs"');
});

test("init in a project with systems adds one to them", async () => {
  using project = tempProject({ "package.json": "{}", "systems/time/system.ts": "" });
  const { out } = await typed("init --name second", { cwd: project.root });
  expect(out).toStartWith("wrote systems/second/system.ts\n");
  expect(out).toEndWith("next: plinth up second\n");
});

test("init with a command writes no service, and trusts no path of it", async () => {
  using project = tempProject({ "package.json": "{}" });
  const words = ["init", "--service-command", "python3 app.py"];
  const { out } = await typed(words, { cwd: project.root });
  expect(out).toBe(
    "wrote system.ts\nnext: plinth up; your service must listen on the port in PORT\n",
  );
  const text = readFileSync(project.at("system.ts"), "utf8");
  expect(text).toContain('command: "python3 app.py"');
  expect(text).toContain("readiness: { tcp: true }");
});

test.each(["init", "init --service-command app"])(
  "check finds nothing in what %s writes, and synth makes files of it",
  async (words) => {
    using project = tempProject({ "shop/empty": "" });
    const cwd = project.at("shop");
    await typed(words, { cwd });
    const { out, err, exitCode } = await typed("check --date 2026-11-21", { cwd });
    expect([err, exitCode]).toEqual(["", 0]);
    expect(out).toStartWith("0 errors, 0 warnings, 0 notes, 0 waived:");
    const files = await typed("synth", { cwd });
    expect([files.err, files.exitCode]).toEqual(["", 0]);
    expect(existsSync(project.at("shop/out/shop/kubernetes/main/kustomization.yaml"))).toBe(true);
  },
);

test("init overwrites nothing, and then writes nothing at all", async () => {
  using project = tempProject({ "package.json": "{}", "server.mjs": "mine" });
  const { exitCode, err } = await typed("init", { cwd: project.root });
  expect(exitCode).toBe(2);
  expect(err).toBe(
    '"server.mjs" is there already, and nothing is overwritten; name another folder\n',
  );
  expect(readFileSync(project.at("server.mjs"), "utf8")).toBe("mine");
  expect(existsSync(project.at("system.ts"))).toBe(false);
});

test("a dry run of init writes nothing", async () => {
  using project = tempProject({ "package.json": "{}" });
  const { out } = await typed("init --dry-run --json", { cwd: project.root });
  expect(JSON.parse(out)).toMatchObject({ written: ["system.ts", "server.mjs"], dryRun: true });
  expect(readdirSync(project.root)).toEqual(["package.json"]);
});

test("a system's name is made from any folder's", () => {
  expect(nameFrom("My Shop (2)")).toBe("my-shop-2");
  expect(nameFrom("日本")).toBe("hello");
});
