import { expect, test } from "bun:test";
import { join } from "node:path";
import type { Copy } from "#plinth/local/copies/copy.ts";
import type { EventView, LogView } from "#plinth/local/copies/view.ts";
import { exitCodes } from "#plinth/model/refusal.ts";
import { tempProject } from "../../test/temp-project.ts";
import type { Local } from "./cli-world.ts";
import { type FakeOptions, fakeControl, typed } from "./fixtures/fake-world.ts";
import { copyOf, damagedCopy, hello } from "./fixtures/views.ts";
import { verbs } from "./verbs.ts";

/** `docs/json.md` shows what verbs really print: UPDATE_GOLDEN=1 writes its table and examples. */
const root = join(import.meta.dir, "..", "..");
const page = join(root, "docs", "json.md");

const updates = process.env.UPDATE_GOLDEN === "1";

/** Compares a part of the page, or writes it. */
const expectPart = async (now: string, before: RegExp): Promise<void> => {
  const text = await Bun.file(page).text();
  if (updates)
    await Bun.write(
      page,
      text.replace(before, () => now),
    );
  else expect(before.exec(text)?.[0]).toBe(now);
};

test("the table of exit codes is that of the program", async () => {
  const source = await Bun.file(join(root, "src", "model", "refusal.ts")).text();
  const rows = Object.entries(exitCodes).map(([name, code]) => {
    const says = new RegExp(`/\\*\\* (.*) \\*/\\s+${name}: ${code},`).exec(source)?.[1];
    return `| ${code} | \`${name}\` | ${says} |`;
  });
  const table = ["| code | name | when |", "| --- | --- | --- |", ...rows, ""].join("\n");
  await expectPart(table, /\| code \| name \| when \|\n(\|.*\n)+/);
});

const at = "2026-03-01T12:00:00.100Z";
const pod = "web-7f9c4-x2kbd";

const event: EventView = {
  schema: 1,
  seq: 12,
  at,
  type: "Normal",
  node: "main/web",
  pod,
  reason: "Ready",
  message: "is ready",
};

const log: LogView = { schema: 1, at, node: "main/web", pod, stream: "stdout", line: "listening" };

const options: FakeOptions = {
  copies: [copyOf(hello), damagedCopy],
  views: [hello],
  events: [event],
  logs: [log],
  connections: {
    "main/web": [
      {
        port: "postgres",
        text: "postgres://stock:secret@127.0.0.1:5432/stock",
        shown: "postgres://stock@127.0.0.1:5432/stock",
        user: "stock",
        secret: true,
      },
    ],
  },
};

const running: Partial<Local> = {
  upHere: async () => {
    const world = { done: [], stop: () => {} };
    const control = fakeControl(copyOf(hello), options, world);
    const ended = Promise.resolve();
    return { control, copy: copyOf(hello), already: false, ended, kill: () => {} };
  },
  upDetached: async () => ({ copy: copyOf(hello), already: false }),
};

const system = `import { system } from "plinth";
export default system("hello", {}, (s) => {
  const main = s.kubernetes("main");
  const web = main.service("web", { command: "serve", port: 80 });
  main.gateway("door", { routes: { "/*": web } });
});`;

/** A system in which something is paid, for the verb that says how much. */
const paid = `import { system } from "plinth";
export default system("hello", {}, (s) => {
  const aws = s.aws("us-west-1");
  aws.stateBackend("state", {
    lock: "s3",
    versioning: true,
    encryption: "AES256",
    oldVersions: "90d",
  });
  s.budget("month", { perMonth: "$10", alertAt: ["100%"] });
});`;

const systemFor = (words: string): string => (words.startsWith("cost") ? paid : system);

/** Whole views are shown once, by status; what a machine is like is not shown at all. */
const shortened = (said: Record<string, unknown>, words: string): unknown => ({
  ...said,
  ...("view" in said && !words.includes("status") && { view: "…" }),
  ...("checks" in said && Array.isArray(said.checks) && { checks: said.checks.slice(0, 1) }),
  ...("report" in said && { report: "…" }),
  ...("findings" in said &&
    Array.isArray(said.findings) && { findings: said.findings.slice(0, 1) }),
  ...(words.includes("doctor") && {
    checks: [{ name: "node", verdict: "pass", says: "22.14.0" }],
  }),
  ...(words.includes("setup") && {
    missing: [
      {
        tool: "wrk",
        use: "load for the benches",
        home: "https://github.com/wg/wrk",
        package: "wrk",
      },
    ],
    command: ["sudo", "apt-get", "install", "--yes", "wrk"],
  }),
});

const copiesFor = (words: string): readonly Copy[] =>
  words.includes(" ps") ? [copyOf(hello), damagedCopy] : [copyOf(hello)];

const documented = [
  ...(await Bun.file(page).text()).matchAll(/^### `plinth (.*)`\n\n(?:[^#`]|`[^`])*?```json\n/gm),
].map(([, words = ""]) => words);

for (const words of documented) {
  test(`docs/json.md shows what "plinth ${words}" prints`, async () => {
    using project = tempProject(
      words.startsWith("init") ? {} : { "package.json": "{}", "system.ts": systemFor(words) },
    );
    if (words.startsWith("diff")) {
      const file = project.at("before.ts");
      await Bun.write(file, system.replace("port: 80", "port: 81"));
      await typed("synth before.ts", { cwd: project.root });
    }
    const { out } = await typed(words, {
      ...options,
      cwd: project.root,
      copies: copiesFor(` ${words}`),
      local: running,
    });
    const objects = out
      .trimEnd()
      .split("\n")
      .map((line) => shortened(JSON.parse(line), words));
    const isStream = objects.length > 1 || /^(logs|events)/.test(words);
    const text = objects
      .map((said) => (isStream ? JSON.stringify(said) : JSON.stringify(said, null, 2)))
      .join("\n")
      .replaceAll(project.root, "/project")
      .replace(/"name":( ?)"plinth-test-[^"]*"/, '"name":$1"shop"');
    const heading = RegExp.escape(`### \`plinth ${words}\``);
    const block = new RegExp(
      `(?<=^${heading}\\n\\n(?:[^#\`]|\`[^\`])*?)\`\`\`json\\n[^]*?\\n\`\`\``,
      "m",
    );
    await expectPart(`\`\`\`json\n${text}\n\`\`\``, block);
  });
}

test("every verb with --json is in docs/json.md", async () => {
  const text = await Bun.file(page).text();
  for (const [name, load] of Object.entries(verbs)) {
    const { flags, hidden } = (await load()).default;
    if (hidden) continue;
    expect({ name, hasJson: "json" in flags }).toEqual({ name, hasJson: true });
    expect(text).toMatch(new RegExp(`\`plinth ${name}\\b|\`${name}\` has the same shape`));
  }
});
