import { afterAll, beforeAll, expect, test } from "bun:test";
import { cp, mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
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
  for (const file of ["bin/plinth.js", "bin/bunfig.toml", "package.json"])
    await cp(join(root, file), join(ours, file));
  await Bun.write(join(ours, "src/cli/main.ts"), main);
  await Bun.write(join(ours, "scripts/hello.ts"), "console.log('hello', process.argv[2]);");
  await symlink(join(root, "node_modules/bun"), join(folder, "node_modules/bun"));
  await Bun.write(join(folder, ".env"), "SECRET=1");
  await Bun.write(join(folder, "bunfig.toml"), 'preload = ["./nowhere.ts"]');
});
afterAll(() => rm(folder, { recursive: true }));

const start = (args: readonly string[], env: Record<string, string> = {}) =>
  Bun.spawn(["node", join(folder, "node_modules/plinth/bin/plinth.js"), ...args], {
    cwd: folder,
    env: { ...process.env, PLINTH_BOOTSTRAP_PID: "1", ...env },
    stdout: "pipe",
    stderr: "pipe",
  });

const run = async (args: readonly string[], env?: Record<string, string>) => {
  const child = start(args, env);
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { out, err, code: await child.exited, signal: child.signalCode };
};

test("words and the caller's folder arrive unchanged, and what lies there is not loaded", async () => {
  const { out } = await run(["tell", "a b", "--json"]);
  expect(JSON.parse(out)).toMatchObject({ rest: ["a b", "--json"], cwd: folder });
  expect(JSON.parse(out).secret).toBeUndefined();
});

test("a child is told who its bootstrap is, and only a child", async () => {
  const child = start(["tell"]);
  const { bootstrap } = JSON.parse(await new Response(child.stdout).text());
  const node = await run(["--script", "hello"]);
  expect(node.code).toBe(0);
  expect([undefined, String(child.pid)]).toContain(bootstrap);
});

test("the exit code is handed on", async () => {
  expect((await run(["exit", "9"])).code).toBe(9);
});

test("a death by signal is handed on", async () => {
  expect((await run(["die"])).signal).toBe("SIGTERM");
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s lets the clean-up finish",
  async (signal) => {
    const child = start(["wait"]);
    const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("waiting")) text += (await output.read()).value ?? "";
    child.kill(signal);
    for (let next = await output.read(); !next.done; next = await output.read()) text += next.value;
    expect(text).toContain("cleaned up");
    expect(await child.exited).toBe(7);
  },
);

test("a script is run by name", async () => {
  expect((await run(["--script", "hello", "you"])).out).toBe("hello you\n");
});

test.each(["nope", "../bin/plinth", ""])(
  "there is no script %p, and that is said",
  async (name) => {
    const { err, code } = await run(["--script", name]);
    expect(err).toContain(`no script "${name}"`);
    expect(code).toBe(2);
  },
);

test("without Bun the sentence names the missing package and a way out", async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), "plinth-no-bun-"));
  await cp(join(folder, "node_modules/plinth"), elsewhere, { recursive: true });
  const child = Bun.spawn(["node", join(elsewhere, "bin/plinth.js")], { stderr: "pipe" });
  const err = await new Response(child.stderr).text();
  await rm(elsewhere, { recursive: true });
  expect(err).toMatch(/Bun 1\.\d+\.\d+, is not installed: .*"@oven\/bun-.*PLINTH_BUN/);
  expect(await child.exited).toBe(8);
});

test("with install scripts off, Bun is found in its platform package", async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), "plinth-no-scripts-"));
  const modules = join(elsewhere, "node_modules");
  await cp(join(folder, "node_modules/plinth"), join(modules, "plinth"), { recursive: true });
  await Bun.write(join(modules, "bun/bin/bun.exe"), "a stub: its install script did not run");
  const processor = process.arch === "arm64" ? "aarch64" : process.arch;
  for (const libc of ["", "-musl"]) {
    const carried = join(modules, `@oven/bun-${process.platform}-${processor}${libc}/bin`);
    await mkdir(carried, { recursive: true });
    await symlink(process.execPath, join(carried, "bun"));
  }
  const child = Bun.spawn(["node", join(modules, "plinth/bin/plinth.js"), "exit", "5"], {});
  expect(await child.exited).toBe(5);
  await rm(elsewhere, { recursive: true });
});

test("a PLINTH_BUN that is no Bun is refused before anything is started", async () => {
  const { err, code } = await run(["exit", "0"], { PLINTH_BUN: "/nowhere/bun" });
  expect(err).toContain('PLINTH_BUN says "/nowhere/bun"');
  expect(code).toBe(8);
});
