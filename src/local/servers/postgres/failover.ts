import { type Cancel, every, monotonicMs } from "#plinth/host/clock.ts";
import type { Member } from "../engine.ts";
import { type Cluster, questionMs } from "./cluster.ts";
import { afterFailover } from "./roles.ts";
import { nextPhase, type Phase, type Seen, type Step } from "./standby.ts";

/** How often the two are looked at, ms. */
const lookMs = 500;
/** A primary that runs and does not answer for so long is taken for dead, ms. */
const silentMs = 3_000;
/** How long a standby may take to become the primary, s. */
const promotionS = 30;

/** Watches a primary and its standby, and has the standby take over when it may. */
export class Failover {
  private readonly cluster: Cluster;
  private phase: Phase = { is: "alone", sinceMs: monotonicMs() };
  private turn: Promise<void> = Promise.resolve();
  private readonly looking: Cancel;
  private closed = false;
  /** When the primary last answered, monotonic ms; none: not yet. */
  private answeredMs: number | undefined;
  /** What had been written when the standby was last looked at. */
  private written = "0/0";
  /** Nobody takes writes: one has ended, and the other is not the primary yet. */
  isUnderWay = false;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
    const begin = (): void => {
      if (cluster.roles.inSync) this.phase = { is: "inSync" };
    };
    void cluster.prepared.then(begin, () => {});
    this.looking = every(lookMs, () => void this.inTurn(() => this.look()));
  }

  /** One thing after the other, so that no two decide at once. */
  private inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.turn.then(async () => {
      if (!this.closed) await act();
    });
    this.turn = done.catch(() => {});
    return this.turn;
  }

  /** Resolves when it is decided who is what. */
  decided(): Promise<void> {
    return this.turn;
  }

  /** The process of a member has ended. */
  exited(member: Member): void {
    if (this.cluster.isPrimary(member)) void this.inTurn(() => this.takeOver("ended"));
    else void this.inTurn(() => this.look());
  }

  /** The standby takes over, if it has every commit; else the primary has to come back itself. */
  private async takeOver(why: string): Promise<void> {
    const { cluster } = this;
    const { primary: old, standby, roles, hooks } = cluster;
    if (!standby || !roles.inSync || !hooks.runs(standby)) return;
    const began = monotonicMs();
    this.isUnderWay = true;
    // It may only be slow: from here on it may not answer anybody.
    hooks.kill(old);
    cluster.waits = false;
    this.phase = { is: "alone", sinceMs: began };
    cluster.keep(afterFailover(roles, standby.index));
    hooks.changed();
    await this.promote();
    const took = Math.round(monotonicMs() - began);
    const says = `${old.name} ${why}; ${standby.name} is the primary after ${took} ms`;
    hooks.event("Warning", "FailedOver", says);
  }

  /** Makes the member that is to be the primary take writes. Does no harm twice. */
  private async promote(): Promise<void> {
    const { cluster } = this;
    cluster.configure(cluster.primary);
    const question = `select pg_promote(true, ${promotionS}) where pg_is_in_recovery()`;
    await cluster.sessions.query(cluster.primary, question, promotionS * 1000);
    this.answeredMs = monotonicMs();
    this.isUnderWay = false;
    cluster.hooks.changed();
  }

  private async look(): Promise<void> {
    const { primary, standby, hooks } = this.cluster;
    if (!standby || !hooks.runs(primary)) return;
    if (this.isUnderWay) return this.promote();
    const seen = await this.see(standby);
    if (!seen) {
      const { answeredMs } = this;
      const isSilent = answeredMs !== undefined && monotonicMs() - answeredMs > silentMs;
      return isSilent ? this.takeOver("does not answer") : undefined;
    }
    this.answeredMs = monotonicMs();
    const [next, step] = nextPhase(this.phase, seen, hooks.runs(standby), monotonicMs());
    this.phase = next;
    await this.take(step, standby);
  }

  private async take(step: Step, standby: Member): Promise<void> {
    const { cluster } = this;
    const { hooks, primary, roles } = cluster;
    if (step === "is-in-sync") {
      cluster.keep({ ...roles, inSync: true });
      hooks.event("Normal", "InSync", `${standby.name} has every commit of ${primary.name}`);
      hooks.changed();
    }
    if (step === "go-on-alone") {
      // First what is so, then what follows from it: from now on it may miss a commit.
      cluster.keep({ ...roles, inSync: false });
      hooks.event("Warning", "Alone", `${primary.name} goes on without ${standby.name}`);
      await cluster.waitForStandby(false);
    }
    if (step === "wait-for-it") await cluster.waitForStandby(true);
    if (step === "make-anew") {
      cluster.distrust(standby);
      hooks.event("Warning", "TooFarBehind", `${standby.name} is made anew`);
      hooks.kill(standby);
    }
  }

  /** What the primary sees of the standby; undefined: it does not answer. */
  private async see(standby: Member): Promise<Seen | undefined> {
    const question = `
      select pg_current_wal_insert_lsn()::text as written, s.state, s.sync_state,
        s.flush_lsn >= '${this.written}'::pg_lsn as caught_up
      from (select 1) as one left join pg_stat_replication as s
        on s.application_name = '${standby.name}' and s.state = 'streaming'`;
    try {
      const { cluster } = this;
      const [row] = await cluster.sessions.query(cluster.primary, question, questionMs);
      this.written = String(row?.written);
      return {
        streaming: row?.state === "streaming",
        waitedFor: row?.sync_state === "sync" || row?.sync_state === "quorum",
        caughtUp: row?.caught_up === true,
      };
    } catch {
      return undefined;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.looking();
    await this.turn;
  }
}
