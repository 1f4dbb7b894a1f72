/** What keeps a deployment from going on: a sentence and an exit code each, and nothing half-written. */
import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { tempProject } from "../temp-project.ts";
import { programsIn } from "./programs.ts";

const program = Bun.fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

const system = `import { system } from "plinth";
export default system("shop", {}, (s) => {
  s.aws("us-west-1").network("vpc", {
    cidr: "10.0.0.0/16", publicSubnets: [], privateSubnets: ["10.0.1.0/24"], nat: "none",
  });
});`;

const guarded = system.replace('nat: "none",', 'nat: "none", protected: true,');

/** Types \`plinth <words>\` in a project of its own, with programs that pretend. */
const typed = async (
  words: readonly string[],
  over: Readonly<Record<string, string | undefined>> = {},
  act: (child: Bun.Subprocess, at: (path: string) => string) => Promise<void> = async () => {},
  text = system,
) => {
  using project = tempProject({ "package.json": "{}", "system.ts": text });
  const programs = programsIn(project.root, over);
  const child = Bun.spawn([process.execPath, program, ...words], {
    cwd: project.root,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { HOME: project.root, PATH: programs.path, NO_COLOR: "1" },
  });
  await act(child, project.at);
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  const called = await programs.called();
  return { code, out, err, called, wrote: existsSync(project.at(".plinth/deploy/shop")) };
};

const calls = (called: readonly string[], word: string): boolean =>
  called.some((line) => line.includes(` ${word} `));

test("without Terraform nothing is begun, and it says how to get it", async () => {
  const { code, err, wrote } = await typed(["deploy", "--yes"], { terraform: undefined });
  expect(code).toBe(8);
  expect(err).toContain("terraform or tofu is not on PATH; install Terraform");
  expect(wrote).toBe(false);
});

test("a Terraform that is too old is named with its version and what is needed", async () => {
  const { code, err, called } = await typed(["deploy", "--yes"], {
    terraform: "echo Terraform v1.9.8",
  });
  expect(code).toBe(8);
  expect(err).toContain("terraform is 1.9.8, and 1.11 or newer is needed");
  expect(calls(called, "apply")).toBe(false);
});

test("OpenTofu serves where Terraform is not there", async () => {
  const tofu = `case "$*" in version) echo "OpenTofu v1.11.0" ;; esac`;
  const { code, called } = await typed(["deploy", "--yes"], { terraform: undefined, tofu });
  expect(code).toBe(0);
  expect(called.some((line) => line.startsWith("tofu -chdir=terraform apply"))).toBe(true);
});

test("with nobody to ask and no --yes a plan is made and shown, and not applied", async () => {
  const { code, err, called } = await typed(["deploy"]);
  expect(code).toBe(2);
  expect(err).toContain("+ aws_vpc.vpc");
  expect(err).toContain("there is nobody to ask; give --yes");
  expect(calls(called, "plan")).toBe(true);
  expect(calls(called, "apply")).toBe(false);
});

test("a plan that fails ends it in Terraform's own words", async () => {
  const diagnostic = JSON.stringify({
    type: "diagnostic",
    diagnostic: { severity: "error", summary: "Invalid CIDR", detail: "on main.tf.json line 3" },
  });
  const { code, err, called } = await typed(["deploy", "--yes"], {
    terraform: `case "$*" in version) echo "Terraform v1.12.0" ;; *" plan "*) echo '${diagnostic}'; exit 1 ;; esac`,
  });
  expect(code).toBe(11);
  expect(err).toContain("Invalid CIDR");
  expect(err).toContain("on main.tf.json line 3");
  expect(calls(called, "apply")).toBe(false);
});

test("a lock that somebody holds is told with who, since when, and how to take it away", async () => {
  const detail =
    "Lock Info:\n  ID:        8c1a\n  Path:      b/k\n  Who:       ann@laptop\n  Created:   2026-01-02";
  const diagnostic = JSON.stringify({
    type: "diagnostic",
    diagnostic: { severity: "error", summary: "Error acquiring the state lock", detail },
  }).replaceAll("\\n", "\\\\n");
  const { code, err } = await typed(["deploy", "--yes"], {
    terraform: `case "$*" in version) echo "Terraform v1.12.0" ;; *" plan "*) printf '${diagnostic}\\n'; exit 1 ;; esac`,
  });
  expect(code).toBe(11);
  expect(err).toContain("the state is locked by ann@laptop since 2026-01-02");
  expect(err).toContain("force-unlock 8c1a");
});

test("Ctrl-C asks Terraform to end in good order and waits for it; the next one goes on", async () => {
  const { code, err, called } = await typed(
    ["deploy", "--yes"],
    {
      terraform: `case "$*" in
  version) echo "Terraform v1.12.0" ;;
  *" plan "*) echo '{"type":"planned_change","change":{"resource":{"addr":"a.b"},"action":"create"}}' ;;
  *" apply "*) trap 'echo "terraform saved" >> "$HOME/called.txt"; exit 1' INT
    echo "terraform applying" >> "$HOME/called.txt"; while :; do sleep 0.05; done ;;
esac`,
    },
    async (child, at) => {
      while (!(await Bun.file(at("called.txt")).text()).includes("applying")) await Bun.sleep(20);
      child.kill("SIGINT");
    },
  );
  expect(code).toBe(130);
  expect(called.at(-1)).toBe("terraform saved");
  expect(err).toContain('stopped in "apply"; what is done stays, and the same command goes on');
});

test("destroy wants the very name, and says which", async () => {
  const { code, err, called } = await typed(["destroy", "--yes", "shop-production"]);
  expect(code).toBe(2);
  expect(err).toContain('--yes wants "shop", not "shop-production"');
  expect(called).toEqual([]);
});

test("what the model protects keeps a destroy from beginning", async () => {
  const { code, err, called } = await typed(["destroy", "--yes", "shop"], {}, undefined, guarded);
  expect(code).toBe(3);
  expect(err).toContain('"aws/vpc" is protected');
  expect(calls(called, "plan")).toBe(false);
});

test("destroy with its name plans, applies that plan and sees that nothing is left", async () => {
  const { code, called } = await typed(["destroy", "--yes", "shop"]);
  expect(code).toBe(0);
  const words = called
    .filter((line) => line.startsWith("terraform -chdir"))
    .map((line) => line.split(" ")[2]);
  expect(words).toEqual(["init", "plan", "apply", "state"]);
});

test("a destroy after which the state still holds something has not succeeded", async () => {
  const { code, err } = await typed(["destroy", "--yes", "shop"], {
    terraform: `case "$*" in version) echo "Terraform v1.12.0" ;; *"state list"*) echo aws_vpc.vpc ;; esac`,
  });
  expect(code).toBe(11);
  expect(err).toContain("aws_vpc.vpc");
});

test("a dry run calls nothing and writes nothing", async () => {
  const { code, out, called, wrote } = await typed(["deploy", "--dry-run"]);
  expect({ code, called, wrote }).toEqual({ code: 0, called: [], wrote: false });
  expect(out).toContain("terraform -chdir=terraform apply -input=false -json plan");
});
