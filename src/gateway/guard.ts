import type { Net } from "#plinth/host/net/net.ts";
import type { GuardedProcess } from "./config.ts";

/** Longest wait between SIGTERM and SIGKILL: nothing may be left two seconds after the death. */
const GRACE_MS_MAX = 1500;
const LOOK_MS = 20;
/** Between SIGTERM and SIGKILL for a process that nobody has told of. */
const STRAY_GRACE_MS = 1000;
/** What the supervisor was starting as it died bears its mark by then. */
const SETTLED_MS = 150;

/** What the guard can do to processes. */
export interface Processes {
  /** True when the process that had this identity still runs. */
  isSame(pid: number, identity: string): boolean;
  /** The processes of a group now, with their identities. */
  membersOf(group: number): readonly { readonly pid: number; readonly identity: string }[];
  /** The processes that run and bear the mark of this run, whoever started them. */
  marked(): readonly { readonly pid: number; readonly identity: string }[];
  /** To a process, or (negative) to a group. Never throws: what is gone is gone. */
  signal(pid: number, signal: "SIGTERM" | "SIGKILL"): void;
}

/**
 * Ends processes whose supervisor has died: SIGTERM to the group of each, SIGKILL to what is left of
 * it when its time is up. Only processes that are certainly the ones that were started: a leader
 * whose identity differs is a stranger with the same number, and is left alone with its group. What
 * the supervisor did not live to tell of is known by its mark.
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

  function takeStrays(nowMs: number): void {
    const known = new Set(left.flatMap(({ members }) => members.map(({ pid }) => pid)));
    for (const stray of processes.marked()) {
      if (known.has(stray.pid)) continue;
      processes.signal(stray.pid, "SIGTERM");
      left.push({ pid: stray.pid, members: [stray], deadlineMs: nowMs + STRAY_GRACE_MS });
    }
  }

  function look(): void {
    const nowMs = net.nowMs();
    takeStrays(nowMs);
    left = left.filter(({ pid, members, deadlineMs }) => {
      const alive = members.filter((member) => processes.isSame(member.pid, member.identity));
      if (alive.length === 0) return false;
      if (nowMs < deadlineMs) return true;
      // While one of its members lives, the number of a group belongs to that group.
      processes.signal(-pid, "SIGKILL");
      for (const member of alive) processes.signal(member.pid, "SIGKILL");
      return true;
    });
    const tookMs = nowMs - startMs;
    if (tookMs < SETTLED_MS || (left.length > 0 && tookMs < GRACE_MS_MAX * 2)) return;
    timer.cancel();
    onDone();
  }
}
