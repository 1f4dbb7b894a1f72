import { watch } from "node:fs";
import { after, type Cancel, monotonicMs } from "./clock.ts";
import { notSource } from "./tree-mark.ts";

/** Editors write a file in several steps: changes are told once it was quiet for this long, ms. */
const quietMs = 80;

/** Where it is never quiet, changes are told this long after the first of them, ms. */
const patienceMs = 1_000;

/**
 * Calls when something below a folder, or a file, has changed; what is no source does not count.
 * Returns how to stop.
 */
export const watchPath = (path: string, recursive: boolean, changed: () => void): Cancel => {
  let waiting: Cancel | undefined;
  let firstMs: number | undefined;
  const tell = (): void => {
    firstMs = undefined;
    changed();
  };
  try {
    const watcher = watch(path, { recursive }, (_, name) => {
      if (name?.split("/").some((part) => notSource.test(part))) return;
      const nowMs = monotonicMs();
      firstMs ??= nowMs;
      waiting?.();
      waiting = after(Math.min(quietMs, firstMs + patienceMs - nowMs), tell);
    });
    watcher.on("error", () => watcher.close());
    return () => {
      waiting?.();
      watcher.close();
    };
  } catch {
    // A path that cannot be watched does not change by itself: restart does the same by hand.
    return () => {};
  }
};
