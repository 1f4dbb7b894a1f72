import { join } from "node:path";
import { identityOf } from "./identity.ts";
import { startSpeaking } from "./ipc.ts";

/** What a keeper is told: all that it is to end and to remove, each time the whole. */
export interface Kept {
  readonly processes: readonly { readonly pid: number; readonly identity: string }[];
  /** Folders that go when the processes have ended. */
  readonly folders: readonly string[];
}

/** A process of ours that outlives us by a moment, and ends what we started. */
export interface Keeper {
  /** From now on this process, the leader of its group, and its group end with us. */
  keep(pid: number): void;
  /** From now on this folder goes with us. */
  keepFolder(path: string): void;
  /** Nothing is to be ended any more. Resolves when the keeper is gone. */
  release(): Promise<void>;
}

const program = join(import.meta.dir, "keeper/main.ts");

/**
 * Starts a keeper. However this process ends, by SIGKILL too, the kept processes are killed and the
 * kept folders removed at once: the channel between the two closes, and that cannot be missed.
 */
export const startKeeper = (env: Readonly<Record<string, string>>): Keeper => {
  const child = startSpeaking<Kept, never>({ program, env, onMessage: () => {}, onLine: () => {} });
  let kept: Kept = { processes: [], folders: [] };
  const tell = (next: Kept): void => {
    kept = next;
    child.send(kept);
  };
  return {
    keep: (pid) => {
      const identity = identityOf(pid);
      if (identity === undefined) return;
      tell({ ...kept, processes: [...kept.processes, { pid, identity }] });
    },
    keepFolder: (path) => tell({ ...kept, folders: [...kept.folders, path] }),
    release: async () => {
      tell({ processes: [], folders: [] });
      child.kill();
      await child.ended;
    },
  };
};
