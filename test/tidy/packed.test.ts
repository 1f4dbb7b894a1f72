import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What somebody gets who installs the tarball, without the network: its packages are ours. */
const root = Bun.fileURLToPath(new URL("../..", import.meta.url));
let folder = "";
let files: readonly string[] = [];
let sizeBytes = 0;

const run = async (cwd: string, ...command: readonly string[]) => {
  const child = Bun.spawn([...command], { cwd, stdout: "pipe", stderr: "pipe" });
  const [out, err] = [new Response(child.stdout).text(), new Response(child.stderr).text()];
  return { code: await child.exited, out: await out, err: await err };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plinth packed "));
  const { out, err } = await run(root, "npm", "pack", "--pack-destination", folder, "--json");
  const [packed] = JSON.parse(out.slice(out.indexOf("[\n"))) ?? [];
  if (!packed) throw new Error(err);
  files = packed.files.map(({ path }: { path: string }) => path);
  sizeBytes = packed.size;
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "plinth"), { recursive: true });
  const tarball = join(folder, packed.filename);
  await run(folder, "tar", "xzf", tarball, "-C", join(modules, "plinth"), "--strip-components=1");
  const { dependencies } = await Bun.file(join(root, "package.json")).json();
  for (const name of Object.keys(dependencies))
    await symlink(join(root, "node_modules", name), join(modules, name));
  await Bun.write(join(folder, "package.json"), '{ "type": "module" }');
  await Bun.write(join(folder, "system.ts"), good);
  await Bun.write(join(folder, "wrong.ts"), wrong);
  await Bun.write(join(folder, "served.ts"), served);
  await Bun.write(join(folder, "server.ts"), server);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

const good = `import { system } from "plinth";
export default system("mine", {}, (s) => {
  const main = s.kubernetes("main");
  const app = main.service("app", { command: "./app", port: 8080 });
  main.gateway("web", { routes: { "/*": app }, port: 8080, idleTimeout: "10s" });
});
`;

const server = `Bun.serve({ port: Number(process.env.PORT), fetch: () => new Response("here") });
`;

const served = `import { system } from "plinth";
export default system("served", {}, (s) => {
  const main = s.kubernetes("main");
  const app = main.service("app", { command: '"${process.execPath}" server.ts', port: 8080 });
  main.gateway("web", { routes: { "/*": app } });
});
`;

const wrong = `import { system } from "plinth";
export default system("mine", {}, (s) => {
  s.kubernetes("main").service("app", { command: "./app", prot: 8080 });
  s.kubernetes("other").nonsense("x");
});
`;

/** The first line of each error that a user's compiler gives. */
const errorsIn = async (file: string, moduleResolution: "bundler" | "nodenext") => {
  const module = moduleResolution === "bundler" ? "esnext" : "nodenext";
  const compilerOptions = { module, moduleResolution, strict: true, noEmit: true, types: [] };
  const config = join(folder, `tsconfig.${moduleResolution}.${file}.json`);
  await Bun.write(config, JSON.stringify({ compilerOptions, files: [file] }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { out } = await run(folder, process.execPath, tsc, "-p", config, "--pretty", "false");
  return out.split("\n").filter((line) => line.includes("error TS"));
};

test("the tarball is small and holds what runs, and no tests", () => {
  expect(files).toContain("bin/plinth");
  expect(files).toContain("bin/plinth.js");
  expect(files).toContain("src/index.ts");
  expect(files).toContain("dist/types/index.d.ts");
  expect(files.filter((file) => /\.test\.|golden|fixtures|testing|test-bed/.test(file))).toEqual(
    [],
  );
  expect(files.filter((file) => /^(services|systems|scripts|bench|test)\//.test(file))).toEqual([]);
  expect(sizeBytes).toBeLessThan(1_000_000);
});

test.each(["bundler", "nodenext"] as const)(
  "a user's compiler knows the types: %s",
  async (how) => {
    expect(await errorsIn("system.ts", how)).toEqual([]);
    expect(await errorsIn("wrong.ts", how)).toEqual([
      expect.stringContaining("'prot' does not exist in type 'ServiceProps"),
      expect.stringContaining("Property 'nonsense' does not exist on type 'Made<\"kubernetes\""),
    ]);
  },
);

test("a user's system is read by the packed program", async () => {
  const plinth = join(folder, "node_modules/plinth/bin/plinth");
  const { out, err, code } = await run(folder, plinth, "graph", "./system.ts", "--format", "dot");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("app");
});

test("it brings a system up from a folder with a space in its name, behind a balancer", async () => {
  const plinth = join(folder, "node_modules/plinth/bin/plinth");
  try {
    const up = await run(folder, plinth, "up", "./served.ts", "--detach", "--json");
    expect({ code: up.code, err: up.err }).toEqual({ code: 0, err: expect.any(String) });
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(up.out) ?? [];
    expect(await (await fetch(`${address}/`)).text()).toBe("here");
  } finally {
    await run(folder, plinth, "down", "served");
  }
}, 60_000);
