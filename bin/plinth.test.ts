import { afterAll, beforeAll, expect, test } from "bun:test";
import { chmod, cp, mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = dirname(import.meta.dir);

/** Stands in for `src/cli/main.ts`, and does as it is told. */
const main = `
const [word, ...rest] = process.argv.slice(2);
const { PLINTH_BOOTSTRAP_PID: bootstrap, SECRET: secret } = process.env;
if (word === "tell") console.log(JSON.stringify({ rest, cwd: process.cwd(), bootstrap, secret }));
if (word === "exit") process.exit(Number(rest[0]));
if (word === "die") process.kill(process.pid, "SIGTERM");
if (word === "wait") {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.once(signal, () => setTimeout(() => { console.log("cleaned up"); process.exit(7); }, 100));
  console.log("waiting");
  setInterval(() => {}, 1_000);
}
`;

let folder = "";
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "plinth-bootstrap-")));
  const ours = join(folder, "node_modules/plinth");
  await mkdir(join(ours, "bin"), { recursive: true });
  for (const file of ["bin/plinth", "bin/plinth.js", "bin/bunfig.toml", "package.json"])
    await cp(join(root, file), join(ours, file));
  await Bun.write(join(ours, "src/cli/main.ts"), main);
  await Bun.write(join(ours, "scripts/hello.ts"), "console.log('hello', process.argv[2]);");
  await symlink(join(root, "node_modules/bun"), join(folder, "node_modules/bun"));
  await Bun.write(join(folder, ".env"), "SECRET=1");
  await Bun.write(join(folder, "bunfig.toml"), 'preload = ["./nowhere.ts"]');
});
afterAll(() => rm(folder, { recursive: true }));

/** What npm links, and the same by way of Node, in a package's folder. */
type Way = "bin/plinth" | "bin/plinth.js";
const ways: readonly Way[] = ["bin/plinth", "bin/plinth.js"];

const commandOf = (way: Way, root: string): string[] =>
  way === "bin/plinth" ? [join(root, way)] : ["node", join(root, way)];

const start = (way: Way, args: readonly string[], env: Record<string, string> = {}) =>
  Bun.spawn([...commandOf(way, join(folder, "node_modules/plinth")), ...args], {
    cwd: folder,
    env: { ...process.env, PLINTH_BOOTSTRAP_PID: "1", ...env },
    stdout: "pipe",
    stderr: "pipe",
  });

const run = async (way: Way, args: readonly string[], env?: Record<string, string>) => {
  const child = start(way, args, env);
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { out, err, code: await child.exited, signal: child.signalCode };
};

test.each(ways)(
  "words and the caller's folder arrive unchanged, and what lies there is not loaded: %s",
  async (way) => {
    const { out } = await run(way, ["tell", "a b", "--json"]);
    expect(JSON.parse(out)).toMatchObject({ rest: ["a b", "--json"], cwd: folder });
    expect(JSON.parse(out).secret).toBeUndefined();
  },
);

test.each(ways)("a child is told who its bootstrap is, and only a child: %s", async (way) => {
  const child = start(way, ["tell"]);
  const { bootstrap } = JSON.parse(await new Response(child.stdout).text());
  const node = await run(way, ["--script", "hello"]);
  expect(node.code).toBe(0);
  expect([undefined, String(child.pid)]).toContain(bootstrap);
});

test.each(ways)("the exit code is handed on: %s", async (way) => {
  expect((await run(way, ["exit", "9"])).code).toBe(9);
});

test.each(ways)("a death by signal is handed on: %s", async (way) => {
  expect((await run(way, ["die"])).signal).toBe("SIGTERM");
});

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
test.each(ways.flatMap((way) => signals.map((signal) => [way, signal] as const)))(
  "%s: %s lets the clean-up finish",
  async (way, signal) => {
    const child = start(way, ["wait"]);
    const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("waiting")) text += (await output.read()).value ?? "";
    child.kill(signal);
    for (let next = await output.read(); !next.done; next = await output.read()) text += next.value;
    expect(text).toContain("cleaned up");
    expect(await child.exited).toBe(7);
  },
);

test.each(ways)("a script is run by name: %s", async (way) => {
  expect((await run(way, ["--script", "hello", "you"])).out).toBe("hello you\n");
});

const noScripts = ["nope", "../bin/plinth", ""];
test.each(ways.flatMap((way) => noScripts.map((name) => [way, name] as const)))(
  "%s: there is no script %p, and that is said",
  async (way, name) => {
    const { err, code } = await run(way, ["--script", name]);
    expect(err).toContain(`no script "${name}"`);
    expect(code).toBe(2);
  },
);

test.each(ways)(
  "without Bun the sentence names the missing package and a way out: %s",
  async (way) => {
    const elsewhere = await mkdtemp(join(tmpdir(), "plinth-no-bun-"));
    await cp(join(folder, "node_modules/plinth"), elsewhere, { recursive: true });
    const child = Bun.spawn(commandOf(way, elsewhere), { stderr: "pipe" });
    const err = await new Response(child.stderr).text();
    await rm(elsewhere, { recursive: true });
    expect(err).toMatch(/Bun 1\.\d+\.\d+, is not installed: .*"@oven\/bun-.*PLINTH_BUN/);
    expect(await child.exited).toBe(8);
  },
);

test.each(ways)(
  "with install scripts off, Bun is found in its platform package: %s",
  async (way) => {
    const elsewhere = await mkdtemp(join(tmpdir(), "plinth-no-scripts-"));
    const modules = join(elsewhere, "node_modules");
    await cp(join(folder, "node_modules/plinth"), join(modules, "plinth"), { recursive: true });
    await Bun.write(join(modules, "bun/bin/bun.exe"), "a stub: its install script did not run");
    await chmod(join(modules, "bun/bin/bun.exe"), 0o755);
    const processor = process.arch === "arm64" ? "aarch64" : process.arch;
    for (const libc of ["", "-musl"]) {
      const carried = join(modules, `@oven/bun-${process.platform}-${processor}${libc}/bin`);
      await mkdir(carried, { recursive: true });
      await symlink(process.execPath, join(carried, "bun"));
    }
    const child = Bun.spawn([...commandOf(way, join(modules, "plinth")), "exit", "5"], {});
    expect(await child.exited).toBe(5);
    await rm(elsewhere, { recursive: true });
  },
);

test.each(ways)(
  "a PLINTH_BUN that is no Bun is refused before anything is started: %s",
  async (way) => {
    const { err, code } = await run(way, ["exit", "0"], { PLINTH_BUN: "/nowhere/bun" });
    expect(err).toContain('PLINTH_BUN says "/nowhere/bun"');
    expect(code).toBe(8);
  },
);

test("the short way is found through the links that npm and people make, and starts no Node", async () => {
  const links = join(folder, "node_modules/.bin");
  await mkdir(links);
  await symlink("../plinth/bin/plinth", join(links, "plinth"));
  await symlink(join(links, "plinth"), join(folder, "a link"));
  // readlink and find, and nothing else: there is no Node on this PATH.
  const tools = join(folder, "tools");
  await mkdir(tools);
  for (const tool of ["readlink", "find"]) {
    await symlink(Bun.which(tool) ?? "", join(tools, tool));
  }
  const way = [join(links, "plinth"), join(folder, "a link")];
  for (const typed of [...way, "node_modules/.bin/plinth", "node_modules/plinth/bin/plinth"]) {
    const child = Bun.spawn([typed, "exit", "6"], { cwd: folder, env: { PATH: tools } });
    expect([typed, await child.exited]).toEqual([typed, 6]);
  }
});
