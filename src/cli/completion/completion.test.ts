import { expect, test } from "bun:test";
import { tempProject } from "../../../test/temp-project.ts";
import { typed } from "../fixtures/fake-world.ts";
import { copyOf, hello, shop } from "../fixtures/views.ts";

/** What the words after `plinth` may go on with; the last may be empty. */
const after = async (words: readonly string[], options: Parameters<typeof typed>[1] = {}) => {
  const { out } = await typed(["completion", "--words", "--", ...words], options);
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t")[0]);
};

test("verbs are completed, with what they do; hidden ones are not", async () => {
  const { out } = await typed(["completion", "--words", "--", "st"]);
  expect(out.split("\n").map((line) => line.split("\t")[0])).toEqual([
    "status",
    "stop",
    "start",
    "",
  ]);
  expect(out).toContain("stop\tStop one replica");
  expect(await after([""])).not.toContain("supervise");
});

test("flags are completed, those given already and the short form of one left out", async () => {
  expect(await after(["up", "--d"])).toEqual(["--detach", "--dry-run"]);
  expect(await after(["up", "-d", "--d"])).toEqual(["--dry-run"]);
});

test("the value of a flag is completed when it has choices", async () => {
  expect(await after(["wait", "--for", ""])).toEqual(["ready", "healthy", "stopped"]);
  expect(await after(["graph", "--format", "m"])).toEqual(["mermaid"]);
});

test("systems are completed from the project, once", async () => {
  using project = tempProject({ "package.json": "{}", "systems/time/system.ts": "" });
  expect(await after(["up", ""], { cwd: project.root })).toEqual(["time"]);
  expect(await after(["up", "time", ""], { cwd: project.root })).toEqual([]);
});

test("copies, nodes and replicas are completed from what runs", async () => {
  const copies = [copyOf(hello), copyOf(shop)];
  expect(await after(["down", ""], { copies })).toEqual(["hello", "shop-two"]);
  expect(await after(["restart", "shop-two", "web"], { copies })).toEqual([
    "web",
    "web-5143c-2zxlv",
    "web-5143c-62v8w",
    "web-5143c-9kqrt",
  ]);
  expect(await after(["stop", "web-"], { copies: [copyOf(hello)] })).toEqual(["web-7f9c4-x2kbd"]);
  expect(await after(["scale", ""], { copies: [copyOf(hello)] })).toEqual(["web="]);
  expect(await after(["logs", "-c", "h"], { copies })).toEqual(["hello"]);
});

test("rules are completed for explain, and regions that there are prices of for cost", async () => {
  expect(await after(["explain", "kubernetes-"])).toEqual([
    "kubernetes-alive",
    "kubernetes-ends-soon",
  ]);
  expect(await after(["explain", "waiver"])).not.toEqual([]);
  expect(await after(["cost", "--region", "us-w"])).toEqual(["us-west-1", "us-west-2"]);
});

test("after what is not a verb there is nothing to complete", async () => {
  expect(await after(["teleport", ""])).toEqual([]);
});

const shells: Readonly<Record<string, readonly string[]>> = {
  bash: ["bash", "-n"],
  zsh: ["zsh", "-n"],
  fish: ["fish", "--no-execute"],
};

for (const [shell, check] of Object.entries(shells)) {
  const [program = ""] = check;
  test.skipIf(Bun.which(program) === null)(`the script for ${shell} is good ${shell}`, async () => {
    const { out } = await typed(["completion", shell]);
    const checking = Bun.spawn([...check], { stdin: new Blob([out]), stderr: "pipe" });
    expect([await checking.exited, await checking.stderr.text()]).toEqual([0, ""]);
  });
}

test("in bash a word is completed by asking plinth itself", async () => {
  using project = tempProject({ plinth: "" });
  const { out } = await typed(["completion", "bash"]);
  const asked = `printf '%s\\n' "$*" >&2; printf 'web=\\tservice\\n'`;
  const script = `${out}
plinth() { ${asked}; }
compopt() { echo "compopt $*"; }
COMP_WORDS=(plinth scale we); COMP_CWORD=2
_plinth
echo "\${COMPREPLY[@]}"`;
  const shell = Bun.spawn(["bash", "-c", script], { cwd: project.root, stderr: "pipe" });
  expect(await shell.stdout.text()).toBe("compopt -o nospace\nweb=\n");
});
