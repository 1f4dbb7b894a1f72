import { readFileSync } from "node:fs";

let known: string | undefined;

/** What tells one boot of the machine from another; `"unknown"` where nothing does. */
export const bootId = (): string => {
  if (known !== undefined) return known;
  try {
    known = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    const { success, stdout } = Bun.spawnSync(["sysctl", "-n", "kern.bootsessionuuid"]);
    known = success ? stdout.toString().trim() : "unknown";
  }
  return known;
};
