import { remove } from "../../store.ts";
import { isSame, signal } from "../identity.ts";
import type { Kept } from "../keeper.ts";

/** What was killed is gone within this time, ms; a folder that is still written to is removed again. */
const settledMs = 300;

let kept: Kept = { processes: [], folders: [] };

process.on("message", (message: Kept) => {
  kept = message;
});

process.on("disconnect", () => {
  for (const { pid, identity } of kept.processes) {
    if (isSame(pid, identity)) signal(-pid, "SIGKILL");
  }
  setTimeout(() => {
    for (const folder of kept.folders) remove(folder);
    process.exit(0);
  }, settledMs);
});

// A key press ends who started us, and that is when we are needed.
for (const name of ["SIGINT", "SIGHUP", "SIGTERM"] as const) process.on(name, () => {});
