#!/usr/bin/env node
/**
 * The one file in plain JavaScript: it checks Node, finds the pinned Bun (installing on first use
 * in a checkout) and hands over to `src/cli/main.ts`, or with `--script NAME` to `scripts/NAME.ts`.
 * `bin/plinth` comes here when Bun is not in its usual place. Nothing but Node's own modules is
 * imported, and the slow ones only where needed.
 */
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Two of the verbs' exit codes: the words were wrong; the machine is in the way. */
const [exitUsage, exitEnvironment] = [2, 8];
const root = dirname(dirname(fileURLToPath(import.meta.url)));

const refuse = (sentence, code = exitEnvironment) => {
  process.stderr.write(`plinth: ${sentence}\n`);
  process.exit(code);
};

/** Where Node itself would look for a package, nearest first: nested, hoisted and pnpm layouts. */
const placesOf = (name, from) => {
  const places = [];
  for (let folder = from; ; folder = dirname(folder)) {
    places.push(join(folder, "node_modules", name));
    if (dirname(folder) === folder) return places;
  }
};

/** Without its install script the package has a stub of a few hundred bytes in the binary's place. */
const isBinary = (file) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 1_000_000;

/** The package that carries Bun for this machine, e.g. `@oven/bun-linux-x64-musl`. */
const platformPackage = () => {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const processor = process.arch === "arm64" ? "aarch64" : process.arch;
  const isMusl =
    platform === "linux" &&
    existsSync(`/lib/ld-musl-${process.arch === "arm64" ? "aarch64" : "x86_64"}.so.1`);
  return `@oven/bun-${platform}-${processor}${isMusl ? "-musl" : ""}`;
};

/** The pinned Bun, or undefined. With install scripts off it is still in its platform package. */
const findBun = () => {
  const given = process.env.PLINTH_BUN;
  if (given && !isBinary(given)) refuse(`PLINTH_BUN says "${given}", which is not a Bun binary`);
  if (given) return given;
  const file = process.platform === "win32" ? "bun.exe" : "bun";
  for (const place of placesOf("bun", root)) {
    if (!existsSync(place)) continue;
    const installed = join(place, "bin", "bun.exe");
    if (isBinary(installed)) return installed;
    const carried = placesOf(platformPackage(), realpathSync(place));
    const found = carried.map((folder) => join(folder, "bin", file)).find(isBinary);
    if (found) return found;
  }
};

/** First use of a fresh checkout. */
const install = async () => {
  const { spawnSync } = await import("node:child_process");
  process.stderr.write(
    "plinth: the dependencies are not installed yet: running `npm ci` first (once, some seconds)\n",
  );
  const npm = process.env.npm_execpath?.endsWith("npm-cli.js")
    ? process.env.npm_execpath
    : undefined;
  const [command, first] = npm ? [process.execPath, [npm]] : ["npm", []];
  const done = spawnSync(command, [...first, "ci", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32" && !npm,
  });
  if (done.error)
    refuse(`npm could not be started (${done.error.message}); install npm, then run it again`);
  if (done.status !== 0)
    refuse("`npm ci` failed, see above; when it works by hand, run this again");
};

/** What to run and its arguments. */
const target = () => {
  const [first, name = "", ...rest] = process.argv.slice(2);
  if (first !== "--script") return [join(root, "src", "cli", "main.ts"), ...process.argv.slice(2)];
  const file = join(root, "scripts", `${name}.ts`);
  if (!/^[a-z-]+$/.test(name) || !existsSync(file))
    refuse(`there is no script "${name}"; a checkout has them in scripts/`, exitUsage);
  return [file, ...rest];
};

/** A child in the bootstrap's stead, for Node versions that cannot replace themselves. */
const runAsChild = async (bun, args) => {
  const { spawn } = await import("node:child_process");
  const env = { ...process.env, PLINTH_BOOTSTRAP_PID: String(process.pid) };
  const child = spawn(bun, args, { stdio: "inherit", env });
  // Ctrl-C reaches the child from the terminal too; it takes two at once for one. What matters here
  // is that the bootstrap outlives the child's clean-up, so that the shell waits for it.
  const signals = process.platform === "win32" ? ["SIGINT"] : ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => refuse(`Bun could not be started: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (code !== null) process.exit(code);
    for (const each of signals) process.removeAllListeners(each);
    process.kill(process.pid, signal);
  });
};

const [major] = process.versions.node.split(".");
if (Number(major) < 20)
  refuse(`Node ${process.versions.node} is too old; install Node 20 or newer`);

const isCheckout = existsSync(join(root, "package-lock.json"));
if (!findBun() && isCheckout) await install();
const bun = findBun();
if (!bun) {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  refuse(
    `its runtime, Bun ${manifest.dependencies.bun}, is not installed: ` +
      `the package "${platformPackage()}" is missing. ` +
      "Install again without --omit=optional, or give a Bun of that version in PLINTH_BUN",
  );
}
// What lies in the caller's folder (.env, bunfig.toml) is theirs; nothing is fetched while running.
const config = join(root, "bin", "bunfig.toml");
const args = ["--no-install", "--no-env-file", `--config=${config}`, ...target()];
if (process.execve && process.platform !== "win32") {
  delete process.env.PLINTH_BOOTSTRAP_PID;
  process.execve(bun, [bun, ...args], process.env);
} else {
  await runAsChild(bun, args);
}
