import type { Net } from "#plinth/host/net/net.ts";
import type { GuardedProcess } from "./config.ts";

/** Longest wait between SIGTERM and SIGKILL: nothing may be left two seconds after the death. */
const GRACE_MS_MAX = 1500;
const LOOK_MS = 20;

/** What the guard can do to processes. */
export interface Processes {
  /** True when the process that had this identity still runs. */
  isSame(pid: number, identity: string): boolean;
  /** The processes of a group now, with their identities. */
  membersOf(group: number): readonly { readonly pid: number; readonly identity: string }[];
  /** To a process, or (negative) to a group. Never throws: what is gone is gone. */
  signal(pid: number, signal: "SIGTERM" | "SIGKILL"): void;
}

/**
 * Ends processes whose supervisor has died: SIGTERM to the group of each, SIGKILL to what is left of
 * it when its time is up. Only processes that are certainly the ones that were started: a leader
 * whose identity differs is a stranger with the same number, and is left alone with its group.
 */
export function endGuarded(
  net: Net,
  processes: Processes,
  children: readonly GuardedProcess[],
  onDone: () => void,
): void {
  const startMs = net.nowMs();
  let left = children
    .filter(({ pid, identity }) => processes.isSame(pid, identity))
    .map(({ pid, graceMs }) => {
      // Taken while the leader is known, so that what it leaves behind is known too.
      const members = processes.membersOf(pid);
      processes.signal(-pid, "SIGTERM");
      return { pid, members, deadlineMs: startMs + Math.min(graceMs, GRACE_MS_MAX) };
    });
  const timer = net.every(LOOK_MS, look);
  look();

  function look(): void {
    const nowMs = net.nowMs();
    left = left.filter(({ pid, members, deadlineMs }) => {
      const alive = members.filter((member) => processes.isSame(member.pid, member.identity));
      if (alive.length === 0) return false;
      if (nowMs < deadlineMs) return true;
      // While one of its members lives, the number of a group belongs to that group.
      processes.signal(-pid, "SIGKILL");
      for (const member of alive) processes.signal(member.pid, "SIGKILL");
      return true;
    });
    if (left.length > 0 && nowMs - startMs < GRACE_MS_MAX * 2) return;
    timer.cancel();
    onDone();
  }
}
