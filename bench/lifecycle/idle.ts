import { asTyped, runWell } from "../lib/plinth.ts";
import { used } from "./processes.ts";
import { idleProject } from "./projects.ts";

/** What a process of ours used while nothing was asked of it. */
export interface Idle {
  readonly what: "supervisor" | "gateway";
  /** Share of one core, %. */
  readonly cpuPercent: number;
  readonly rssMib: number;
  readonly pssMib: number;
}

/** What the supervisor may use with 30 idle replicas. Source: the project's goals. */
export const idleLimit = { cpuPercent: 2, rssMib: 120 } as const;

/** After the last replica was ready, start-up's garbage is given time to go, ms. */
const settleMs = 5_000;

interface Children {
  readonly children: readonly { readonly pid: number; readonly what: string }[];
}

/** Brings up so many idle replicas and measures who looks after them, for so long (ms). */
export const measureIdle = async (replicas: number, forMs: number): Promise<readonly Idle[]> => {
  using project = idleProject(replicas);
  const plinth = (...words: string[]) => runWell([...asTyped, ...words], project.root);
  const { out } = await plinth("up", "--detach", "--no-watch", "--json");
  try {
    const { view } = JSON.parse(out) as { view: { pid: number } };
    const written = await Bun.file(`${project.root}/.plinth/idle/children.json`).json();
    const gateway = (written as Children).children.find(({ what }) => what === "gateway");
    await Bun.sleep(settleMs);
    const pids = { supervisor: view.pid, gateway: gateway?.pid ?? Number.NaN };
    const before = { supervisor: used(pids.supervisor), gateway: used(pids.gateway) };
    const beganMs = performance.now();
    await Bun.sleep(forMs);
    const tookMs = performance.now() - beganMs;
    return (["supervisor", "gateway"] as const).map((what) => {
      const [from, to] = [before[what], used(pids[what])];
      if (!from || !to) throw new Error(`/proc says nothing of the ${what} (pid ${pids[what]})`);
      const { rssMib, pssMib } = to;
      return { what, cpuPercent: ((to.cpuMs - from.cpuMs) / tookMs) * 100, rssMib, pssMib };
    });
  } finally {
    await plinth("down");
  }
};
