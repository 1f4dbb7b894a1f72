import { type Cancel, every, monotonicMs, pause } from "#plinth/host/clock.ts";
import { unprivileged } from "#plinth/host/processes/unprivileged.ts";
import { remove, rename, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Launch } from "../../launch.ts";
import type { ProbeAnswer } from "../../probe.ts";
import type { EngineHooks, EngineRun, Member, ServerMaking } from "../engine.ts";
import { hbaConf, postgresConf } from "./config.ts";
import { clearLeftovers, cloneData, copyData, dataOf, hasData, initData } from "./data-folder.ts";
import { makeDatabase } from "./databases.ts";
import type { PostgresProgram } from "./program.ts";
import { afterFailover, canFollow, type Roles, readRoles, writeRoles } from "./roles.ts";
import { Sessions } from "./sessions.ts";
import { nextPhase, type Phase, type Seen } from "./standby.ts";

/** How often the members are looked at, ms. */
const lookMs = 500;
/** A primary that runs and does not answer for so long is taken for dead, ms. */
const silentMs = 3_000;
/** How long one question of ours may take, ms. */
const questionMs = 2_000;
/** How long a standby may take to become the primary, s. */
const promotionS = 30;
/** How long a member that is made anew waits for the primary, ms. */
const primaryWithinMs = 60_000;

/** One PostgreSQL server: a primary, and a standby that takes over by itself. */
export class PostgresRun implements EngineRun {
  private readonly program: PostgresProgram;
  private readonly hooks: EngineHooks;
  private readonly sessions: Sessions;
  private readonly password: string;
  private making: ServerMaking;
  private roles: Roles;
  private phase: Phase;
  private turn: Promise<void> = Promise.resolve();
  private looking: Cancel | undefined;
  private closed = false;
  /** When the primary last answered, monotonic ms; none: not yet in this run. */
  private answeredMs: number | undefined;
  /** What had been written when the standby was last looked at. */
  private written: string | undefined;
  private readonly prepared: Promise<void>;

  constructor(program: PostgresProgram, making: ServerMaking, hooks: EngineHooks) {
    this.program = program;
    this.hooks = hooks;
    this.making = making;
    this.password = making.password(making.node);
    this.sessions = new Sessions(making.part.access.user, this.password);
    this.roles = this.rolesAtFirst();
    this.phase = this.roles.inSync ? { is: "inSync" } : { is: "alone", sinceMs: monotonicMs() };
    this.prepared = this.prepare();
    // Whoever launches is told of what went wrong.
    this.prepared.catch(() => {});
    if (hooks.members.length > 1) this.looking = every(lookMs, () => void this.inTurn(this.look));
  }

  private get primary(): Member {
    return this.hooks.members[this.roles.primary] as Member;
  }

  private get standby(): Member | undefined {
    return this.hooks.members.find(({ index }) => index !== this.roles.primary);
  }

  private rolesAtFirst(): Roles {
    const { folder } = this.making;
    const { members } = this.hooks;
    const before = readRoles(folder) ?? { primary: 0, epoch: 1, inSync: false, seen: { 0: 1 } };
    if (before.primary < members.length) {
      return members.length > 1 ? before : { ...before, inSync: false };
    }
    // The model has no standby any more, and it was the standby that had taken over.
    const [first] = members as [Member];
    remove(dataOf(first.folder));
    rename(
      dataOf(`${folder}/${first.name.replace(/\d+$/, String(before.primary))}`),
      dataOf(first.folder),
    );
    return { primary: 0, epoch: before.epoch, inSync: false, seen: { 0: before.epoch } };
  }

  /** Makes the data of all members when there is none yet: before the first start they may be copied. */
  private async prepare(): Promise<void> {
    const { primary, standby, program, password } = this;
    if (!hasData(primary.folder)) {
      if (this.roles.epoch > 1) {
        const says = `the data of ${primary.name}, which was the primary, is gone from ${primary.folder}`;
        throw new Refusal("environment", `${says}; "plinth down --volumes" begins anew`);
      }
      await initData(program, primary.folder, this.making.part.access.user, password);
      if (standby) {
        remove(dataOf(standby.folder));
        await copyData(primary.folder, standby.folder);
        this.keep({ ...this.roles, inSync: true, seen: { 0: 1, [standby.index]: 1 } });
        this.phase = { is: "inSync" };
      }
    }
    this.keep(this.roles);
  }

  private keep(roles: Roles): void {
    this.roles = roles;
    writeRoles(this.making.folder, roles);
  }

  /** One thing after the other, so that no two decide at once. */
  private inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.turn.then(async () => {
      if (!this.closed) await act.call(this);
    });
    this.turn = done.catch(() => {});
    return done;
  }

  serves(member: Member): boolean {
    return member.index === this.roles.primary && !this.takingOver;
  }

  private takingOver = false;

  role(member: Member): string {
    return member.index === this.roles.primary ? "primary" : "standby";
  }

  /** Writes what a member is to be configured as, by its role. */
  private configure(member: Member): void {
    const { primary, password, phase } = this;
    const isPrimary = member.index === primary.index;
    const { access, settings } = this.making.part;
    const waitsFor = isPrimary && phase.is !== "alone" ? this.standby?.name : undefined;
    const data = dataOf(member.folder);
    const follows = { port: primary.ports.postgres ?? 0, user: access.user, password };
    writeText(
      `${data}/postgresql.conf`,
      postgresConf({
        name: member.name,
        port: member.ports.postgres ?? 0,
        settings,
        ...(waitsFor !== undefined && { waitsFor }),
        ...(!isPrimary && { follows }),
      }),
    );
    writeText(`${data}/pg_hba.conf`, hbaConf);
    if (isPrimary) remove(`${data}/standby.signal`);
    else writeText(`${data}/standby.signal`, "");
  }

  async launch(member: Member): Promise<Launch> {
    await this.prepared;
    // A take-over that is under way decides what this member is.
    await this.turn;
    if (this.closed) throw new Error("it is being ended");
    clearLeftovers(member.folder);
    const isPrimary = member.index === this.roles.primary;
    const follows = hasData(member.folder) && canFollow(this.roles, member.index);
    if (!isPrimary && !follows) await this.makeAnew(member);
    this.configure(member);
    return {
      command: [
        ...unprivileged("PostgreSQL"),
        `${this.program.bin}/postgres`,
        "-D",
        dataOf(member.folder),
      ],
      cwd: member.folder,
      env: { ...this.program.env, PLINTH_RUN: this.making.copy.runId },
    };
  }

  /** Gives a standby the primary's data as it is now. */
  private async makeAnew(member: Member): Promise<void> {
    const until = monotonicMs() + primaryWithinMs;
    while (!(await this.isWritable()) && monotonicMs() < until && !this.closed) await pause(50);
    const { epoch } = this.roles;
    const began = monotonicMs();
    const session = this.sessions.make(this.primary, questionMs);
    try {
      const bytes = await cloneData(session, this.primary.folder, member.folder);
      const took = `${Math.round(bytes / 1024 ** 2)} MiB in ${Math.round(monotonicMs() - began)} ms`;
      this.hooks.event(
        "Normal",
        "Copied",
        `${member.name} has the data of ${this.primary.name}: ${took}`,
      );
    } finally {
      await session.close().catch(() => {});
    }
    const { seen } = this.roles;
    this.keep({ ...this.roles, seen: { ...seen, [member.index]: epoch } });
  }

  private async isWritable(): Promise<boolean> {
    const rows = await this.sessions
      .query(this.primary, "select pg_is_in_recovery() as r", questionMs)
      .catch(() => []);
    return rows[0]?.r === false;
  }

  async ask(member: Member, timeoutMs: number, patient: boolean): Promise<ProbeAnswer> {
    const until = monotonicMs() + timeoutMs;
    for (;;) {
      const leftMs = Math.max(1, until - monotonicMs());
      try {
        await this.sessions.query(member, "select 1", leftMs);
        return { answer: "ok", says: "it answers queries" };
      } catch (error) {
        const says = `a query was not answered: ${(error as Error).message}`;
        if (!patient || !this.hooks.runs(member) || monotonicMs() > until - 20) {
          return { answer: "fail", says };
        }
        await pause(10);
      }
    }
  }

  settle(making: ServerMaking): Promise<void> {
    this.making = making;
    return this.inTurn(async () => {
      const session = this.sessions.make(this.primary, questionMs);
      try {
        for (const [node, database] of making.databases) {
          await makeDatabase(session, database, making.password(node));
        }
      } finally {
        await session.close().catch(() => {});
      }
    });
  }

  exited(member: Member): void {
    this.sessions.forget(member);
    if (member.index === this.roles.primary) void this.inTurn(() => this.primaryIsGone("ended"));
    else void this.inTurn(this.look);
  }

  /** The standby takes over, if it has every commit; else the primary has to come back itself. */
  private async primaryIsGone(how: string): Promise<void> {
    const { primary: old, standby, hooks } = this;
    if (!standby || !this.roles.inSync || !hooks.runs(standby)) return;
    const began = monotonicMs();
    this.takingOver = true;
    try {
      // It may only be slow: from here on it may not answer anybody.
      hooks.kill(old);
      this.phase = { is: "alone", sinceMs: monotonicMs() };
      this.keep(afterFailover(this.roles, standby.index));
      this.configure(standby);
      await this.sessions.query(
        standby,
        `select pg_promote(true, ${promotionS})`,
        promotionS * 1000,
      );
      this.answeredMs = monotonicMs();
    } finally {
      this.takingOver = false;
    }
    const took = Math.round(monotonicMs() - began);
    const says = `${old.name} ${how}; ${standby.name} is the primary after ${took} ms`;
    hooks.event("Warning", "FailedOver", says);
    hooks.changed();
  }

  private async look(): Promise<void> {
    const { primary, standby, hooks } = this;
    if (!standby) return;
    const seen = hooks.runs(primary) ? await this.see(standby) : undefined;
    if (!seen) {
      const { answeredMs } = this;
      const isSilent = answeredMs !== undefined && monotonicMs() - answeredMs > silentMs;
      if (isSilent) await this.primaryIsGone("does not answer");
      return;
    }
    // A standby that is coming up beside its primary is not missed yet.
    const isFirst = this.answeredMs === undefined;
    this.answeredMs = monotonicMs();
    if (isFirst && this.phase.is === "inSync") return;
    const [next, step] = nextPhase(this.phase, seen, hooks.runs(standby), monotonicMs());
    this.phase = next;
    await this.take(step, primary, standby);
  }

  private async take(
    step: ReturnType<typeof nextPhase>[1],
    primary: Member,
    standby: Member,
  ): Promise<void> {
    const { hooks } = this;
    if (step === "go-on-alone") {
      this.keep({ ...this.roles, inSync: false });
      hooks.event("Warning", "Alone", `${primary.name} goes on without ${standby.name}`);
    }
    if (step === "is-in-sync") {
      this.keep({ ...this.roles, inSync: true });
      hooks.event("Normal", "InSync", `${standby.name} has every commit of ${primary.name}`);
    }
    if (step === "make-anew") {
      const { [standby.index]: _, ...seen } = this.roles.seen;
      this.keep({ ...this.roles, seen });
      hooks.event("Warning", "TooFarBehind", `${standby.name} is made anew`);
      hooks.kill(standby);
    }
    if (step === "wait-for-it" || step === "go-on-alone") {
      this.configure(primary);
      await this.sessions.query(primary, "select pg_reload_conf()", questionMs);
    }
  }

  /** What the primary sees of the standby; undefined: it does not answer. */
  private async see(standby: Member): Promise<Seen | undefined> {
    const written = this.written ?? "0/0";
    try {
      const [row] = await this.sessions.query(
        this.primary,
        `select pg_current_wal_insert_lsn()::text as written, s.state, s.sync_state,
           s.flush_lsn >= '${written}'::pg_lsn as caught_up
         from (select 1) one left join pg_stat_replication s
           on s.application_name = '${standby.name}' and s.state = 'streaming'`,
        questionMs,
      );
      this.written = String(row?.written ?? "0/0");
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
    this.looking?.();
    await this.turn;
    this.sessions.close(this.hooks.members);
  }
}
