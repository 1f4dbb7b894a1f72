import { mkdirSync } from "node:fs";

const run = (...words: readonly string[]): boolean =>
  Bun.spawnSync([...words], { stdio: ["ignore", "ignore", "ignore"] }).success;

/** Why a test that mounts something cannot run here; undefined: it can. */
export const whyNoMounts = (): string | undefined => {
  if (process.platform !== "linux") return "mounts are made as on Linux";
  return run("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
    ? undefined
    : "this user may not mount";
};

/** A small disk of its own in a folder, until the block ends. */
export const smallDisk = (folder: string, size: string): Disposable => {
  mkdirSync(folder, { recursive: true });
  if (!run("mount", "-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder)) {
    throw new Error(`nothing could be mounted at ${folder}`);
  }
  return { [Symbol.dispose]: () => run("umount", "--lazy", folder) };
};

/** Makes a mounted folder read-only. */
export const makeReadOnly = (folder: string): void => {
  if (!run("mount", "-o", "remount,ro", folder)) throw new Error(`${folder} cannot be remounted`);
};
