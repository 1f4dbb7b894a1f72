import { watch } from "node:fs";
import { after, type Cancel } from "./clock.ts";

/** Editors write a file in several steps: changes are told once it was quiet for this long, ms. */
const quietMs = 80;

/** Calls when something below a folder, or a file, has changed. Returns how to stop. */
export const watchPath = (path: string, recursive: boolean, changed: () => void): Cancel => {
  let waiting: Cancel | undefined;
  try {
    const watcher = watch(path, { recursive }, () => {
      waiting?.();
      waiting = after(quietMs, changed);
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
