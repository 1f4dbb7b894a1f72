import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { type TempProject, tempProject } from "../temp-project.ts";
import { makeReadOnly, smallDisk, whyNoMounts } from "./mount.ts";
import { plinth } from "./plinth.ts";
import { actor, quickProbes, shop } from "./system-text.ts";
import { treeOf } from "./tree-of.ts";
import { filesOf, isReady, podsIn, upIn, urlIn } from "./up.ts";

setDefaultTimeout(120_000);

const good = shop(`
  const web = main.service("web", { command: ${actor}, port: 80, replicas: 2, probes: ${quickProbes} });
  main.gateway("door", { routes: { "/*": web } });
`);

/** What `up` says of a project, in front and detached; it has changed nothing and runs nothing. */
const refused = async (project: TempProject, ...words: readonly string[]) => {
  const before = treeOf(project.root);
  const [front, behind] = [
    await plinth(project.root, "up", ...words),
    await plinth(project.root, "up", ...words, "--detach"),
  ];
  expect(treeOf(project.root)).toEqual(before);
  expect(behind).toEqual(front);
  expect(front.out).toBe("");
  return { code: front.code, says: front.err.trim() };
};

const mistakes: readonly (readonly [string, string, number, RegExp])[] = [
  [
    "that does not compile",
    "export default = ;",
    3,
    /^systems\/shop\/system\.ts:1 does not compile/,
  ],
  ["that throws", `throw new Error("no luck");`, 3, /^systems\/shop\/system\.ts:1 throws: no luck/],
  ["that exports nothing", "export const a = 1;", 3, /exports no system; write export default/],
  [
    "whose source folder is not there",
    shop(`main.service("web", { source: "no/where", port: 80 });`),
    3,
    /^"main\/web" has its source in "no\/where", which is not in the project; write/,
  ],
  [
    "whose source says nothing of what to run",
    shop(`main.service("web", { source: "systems", port: 80 });`),
    3,
    /^"main\/web": .*systems has no package\.json\. Add "main", or write `command`/,
  ],
  [
    "whose source has a manifest that is damaged",
    shop(`main.service("web", { source: "broken", port: 80 });`),
    3,
    /^".*broken\/package\.json" is no JSON: /,
  ],
  [
    "that starts in a circle",
    shop(`main.service("a", { command: "x", port: 80, env: { B: { ref: "main/b", kind: "service", output: "url" } } });
    main.service("b", { command: "x", port: 80, env: { A: { ref: "main/a", kind: "service", output: "url" } } });`),
    3,
    /a start-up cycle|circle/,
  ],
];

for (const [what, text, exitCode, sentence] of mistakes) {
  test(`a description ${what} is refused in a sentence, and nothing has changed`, async () => {
    using project = tempProject({ ...filesOf(text), "broken/package.json": "{" });
    const { code, says } = await refused(project, "./systems/shop/system.ts");
    expect(says).toMatch(sentence);
    expect(code).toBe(exitCode);
  });
}

test("words that are wrong are refused, each with its sentence", async () => {
  using project = tempProject(filesOf(good));
  const wrong: readonly (readonly [readonly string[], number, RegExp])[] = [
    [["up", "ship"], 2, /no system "ship"; did you mean "shop"\?/],
    [["up", "./none.ts"], 3, /there is no file "\.\/none\.ts"/],
    [["upp"], 2, /there is no verb "upp"; did you mean "up"\?/],
    [["up", "--nmae", "x"], 2, /--name/],
    [["up", "shop", "--name", "Not Good"], 2, /"Not Good" cannot be the name of a copy/],
    [["up", "shop", "--profile", "prod"], 2, /"shop" has no profile "prod"/],
    [["down"], 9, /nothing runs/],
    [["down", "shop"], 9, /nothing runs/],
    [["restart", "main/web"], 9, /nothing runs/],
  ];
  const before = treeOf(project.root);
  for (const [words, exitCode, sentence] of wrong) {
    const { code, out, err } = await plinth(project.root, ...words);
    expect(err).toMatch(sentence);
    expect({ words, code, out }).toEqual({ words, code: exitCode, out: "" });
  }
  expect(treeOf(project.root)).toEqual(before);
});

test("a file where the state should be is a refusal, and stays", async () => {
  using project = tempProject({ ...filesOf(good), ".plinth": "mine" });
  const { code, says } = await refused(project, "shop");
  expect(says).toContain(`state cannot be kept in "${project.root}/.plinth/shop": `);
  expect(says).toContain("a part of the path is a file; move it away");
  expect(code).toBe(8);
  expect((await plinth(project.root, "ps")).code).toBe(0);
});

for (const file of ["supervisor.json", "view.json", "children.json"]) {
  for (const [how, text] of [
    ["no JSON", '{"schema": 1, "na'],
    ["another thing", '["what?"]'],
  ] as const) {
    test(`a ${file} that is ${how} is a refusal that names it, and down clears it up`, async () => {
      using project = tempProject(filesOf(good));
      {
        await using copy = await upIn(project);
        await copy.until("everything is ready", isReady);
        copy.supervisor.signal("SIGKILL");
        await copy.supervisor.exited;
        while (markedProcesses(`PLINTH_RUN=${copy.state.runId}`).length > 0) await Bun.sleep(5);
      }
      const path = project.at(`.plinth/shop/${file}`);
      writeFileSync(path, text);
      const { code, says } = await refused(project, "shop");
      expect(says).toContain(`"${path}" is damaged: `);
      expect(says).toContain("plinth down shop ends what is left of it");
      expect(code).toBe(8);
      expect((await plinth(project.root, "ps", "--all")).out).toContain("damaged");
      expect((await plinth(project.root, "down", "shop")).code).toBe(0);
      await using again = await upIn(project);
      await again.until("everything is ready", isReady);
    });
  }
}

test("a state that is damaged while the copy runs keeps nobody from ending it", async () => {
  using project = tempProject(filesOf(good));
  await using copy = await upIn(project);
  await copy.until("everything is ready", isReady);
  const path = project.at(".plinth/shop/supervisor.json");
  writeFileSync(path, readFileSync(path, "utf8").slice(0, -40));
  const { code } = await plinth(project.root, "up", "shop", "--detach");
  expect(code).toBe(8);
  expect((await plinth(project.root, "down", "shop")).code).toBe(0);
  await copy.supervisor.exited;
  expect(markedProcesses(`PLINTH_RUN=${copy.state.runId}`)).toEqual([]);
});

const noMounts = whyNoMounts();
const withMounts = noMounts === undefined ? test : test.skip;
const unless = noMounts === undefined ? "" : ` (skipped: ${noMounts})`;

withMounts(`a file system that is read-only is a refusal${unless}`, async () => {
  using project = tempProject(filesOf(good));
  using _disk = smallDisk(project.at(".plinth"), "1m");
  makeReadOnly(project.at(".plinth"));
  const { code, says } = await refused(project, "shop");
  expect(says).toEndWith("the file system is read-only; run elsewhere");
  expect(code).toBe(8);
});

withMounts(`a disk that is full is a refusal${unless}`, async () => {
  using project = tempProject(filesOf(good));
  using _disk = smallDisk(project.at(".plinth"), "32k");
  const { code, says } = await refused(project, "shop");
  expect(says).toEndWith("the disk is full; free some space");
  expect(code).toBe(8);
});

withMounts(
  `what runs goes on when the disk becomes full, says so, and can be ended${unless}`,
  async () => {
    using project = tempProject(filesOf(good));
    using _disk = smallDisk(project.at(".plinth"), "512k");
    await using copy = await upIn(project);
    const begun = await copy.until("everything is ready", isReady);
    const filler = project.at(".plinth/filler");
    mkdirSync(project.at(".plinth/shop"), { recursive: true });
    expect(() => writeFileSync(filler, Buffer.alloc(1024 ** 2))).toThrow("ENOSPC");
    expect(statSync(filler).size).toBeGreaterThan(100_000);
    for (const pod of podsIn(begun, "main/web")) {
      await fetch(`${pod.address}/say`, { method: "POST", body: `${"x".repeat(10_000)}\n` });
    }
    await copy.control.restart("main/web");
    const names = podsIn(begun, "main/web").map(({ name }) => name);
    const rolled = await copy.until("it is replaced", (view) => {
      return isReady(view) && !podsIn(view, "main/web").some(({ name }) => names.includes(name));
    });
    expect(rolled.notes).toContain("Events and logs cannot be written (ENOSPC); they are lost.");
    expect((await fetch(urlIn(rolled, "main/door"))).status).toBe(200);

    rmSync(filler);
    await copy.control.restart("main/web");
    const now = podsIn(rolled, "main/web").map(({ name }) => name);
    await copy.until("it is replaced again", (view) => {
      return isReady(view) && !podsIn(view, "main/web").some(({ name }) => now.includes(name));
    });
    expect((await copy.events()).at(-1)?.message).toContain("ended by SIGTERM");
    expect(() => writeFileSync(filler, Buffer.alloc(1024 ** 2))).toThrow("ENOSPC");
    expect((await plinth(project.root, "down", "shop")).code).toBe(0);
    expect(markedProcesses(`PLINTH_RUN=${copy.state.runId}`)).toEqual([]);
  },
);
