import { monotonicMs, pause } from "#plinth/host/clock.ts";
import { unprivileged } from "#plinth/host/processes/unprivileged.ts";
import { remove, writeText } from "#plinth/host/store.ts";
import type { Launch } from "../../plan/launch.ts";
import type { ProbeAnswer } from "../../replicas/probe.ts";
import type { EngineHooks, EngineRun, Member, ServerMaking } from "../engine.ts";
import { Cluster, questionMs } from "./cluster.ts";
import { clearLeftovers, dataOf, endLeftovers, hasData } from "./data-folder.ts";
import { makeDatabase } from "./databases.ts";
import { Failover } from "./failover.ts";
import type { PostgresProgram } from "./program.ts";
import { canFollow } from "./roles.ts";

/** Between two questions to a member that is coming up, ms. */
const lookMs = 10;

/** One PostgreSQL server: a primary, and a standby that takes over by itself. */
export class PostgresRun implements EngineRun {
  private readonly program: PostgresProgram;
  private readonly cluster: Cluster;
  private readonly failover: Failover | undefined;
  /** Those that have answered since they were started, by index. */
  private readonly answered = new Set<number>();
  private closed = false;

  constructor(program: PostgresProgram, making: ServerMaking, hooks: EngineHooks) {
    this.program = program;
    this.cluster = new Cluster(program, making, hooks);
    if (hooks.members.length > 1) this.failover = new Failover(this.cluster);
  }

  serves(member: Member): boolean {
    return this.cluster.isPrimary(member) && this.failover?.isUnderWay !== true;
  }

  role(member: Member): string {
    return this.cluster.isPrimary(member) ? "primary" : "standby";
  }

  isWhole(): boolean {
    return this.failover === undefined || this.cluster.roles.inSync;
  }

  async launch(member: Member): Promise<Launch> {
    const { cluster, program } = this;
    await cluster.prepared;
    await this.failover?.decided();
    if (this.closed) throw new Error("it is being ended");
    clearLeftovers(member.folder);
    const signal = `${dataOf(member.folder)}/standby.signal`;
    if (cluster.isPrimary(member)) remove(signal);
    else {
      const follows = hasData(member.folder) && canFollow(cluster.roles, member.index);
      if (!follows) await cluster.makeAnew(member);
      writeText(signal, "");
    }
    cluster.configure(member);
    this.answered.delete(member.index);
    const words = [`${program.bin}/postgres`, "-D", dataOf(member.folder)];
    return {
      command: [...unprivileged("PostgreSQL"), ...words],
      cwd: member.folder,
      env: { ...program.env, PLINTH_RUN: cluster.making.copy.runId },
    };
  }

  async ask(member: Member, timeoutMs: number, patient: boolean): Promise<ProbeAnswer> {
    const { sessions, hooks } = this.cluster;
    const until = monotonicMs() + timeoutMs;
    for (;;) {
      const leftMs = Math.max(1, until - monotonicMs());
      try {
        await sessions.query(member, "select 1", leftMs);
        this.answered.add(member.index);
        return { answer: "ok", says: "it answers queries" };
      } catch (error) {
        const says = `a query was not answered: ${(error as Error).message}`;
        const isOver = !hooks.runs(member) || leftMs <= lookMs;
        if (!patient || isOver) return { answer: "fail", says };
        await pause(lookMs);
      }
    }
  }

  async settle(making: ServerMaking): Promise<void> {
    const { cluster } = this;
    cluster.making = making;
    await this.failover?.decided();
    const session = cluster.sessions.make(cluster.primary, questionMs);
    try {
      for (const [node, database] of making.databases) {
        await makeDatabase(session, database, making.password(node));
      }
    } finally {
      await session.close().catch(() => {});
    }
  }

  exited(member: Member): void {
    const { cluster } = this;
    cluster.sessions.forget(member);
    endLeftovers(member.folder);
    // A standby that cannot even start has nothing that the primary has not.
    const couldNotStart = !this.answered.has(member.index) && !this.closed;
    if (couldNotStart && !cluster.isPrimary(member)) cluster.distrust(member);
    this.failover?.exited(member);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.failover?.close();
    const { sessions, hooks } = this.cluster;
    sessions.close(hooks.members);
  }
}
