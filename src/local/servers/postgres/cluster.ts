import { monotonicMs, pause } from "#plinth/host/clock.ts";
import { remove, rename, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { EngineHooks, Member, ServerMaking } from "../engine.ts";
import { hbaConf, postgresConf } from "./config.ts";
import { cloneData, copyData, dataOf, hasData, initData } from "./data-folder.ts";
import type { PostgresProgram } from "./program.ts";
import { type Roles, readRoles, writeRoles } from "./roles.ts";
import { Sessions } from "./sessions.ts";

/** How long one question of ours may take, ms. */
export const questionMs = 2_000;
/** How long a member that is made anew waits for the primary, ms. */
const primaryWithinMs = 60_000;

/** The members of one server with their data: who is the primary, and how each is configured. */
export class Cluster {
  making: ServerMaking;
  roles: Roles;
  /** Commits wait for the standby. */
  waits: boolean;
  readonly hooks: EngineHooks;
  readonly sessions: Sessions;
  /** Resolves when there is data to start with. */
  readonly prepared: Promise<void>;
  private readonly program: PostgresProgram;
  private readonly password: string;

  /** @throws Refusal when what is written of its roles is damaged */
  constructor(program: PostgresProgram, making: ServerMaking, hooks: EngineHooks) {
    this.program = program;
    this.hooks = hooks;
    this.making = making;
    this.password = making.password(making.node);
    this.sessions = new Sessions(making.part.access.user, this.password);
    this.roles = this.rolesAtFirst();
    this.waits = this.roles.inSync;
    this.prepared = this.prepare();
    // Whoever starts a member is told of what went wrong.
    this.prepared.catch(() => {});
  }

  get primary(): Member {
    return this.hooks.members[this.roles.primary] as Member;
  }

  get standby(): Member | undefined {
    return this.hooks.members.find(({ index }) => index !== this.roles.primary);
  }

  isPrimary({ index }: Member): boolean {
    return index === this.roles.primary;
  }

  keep(roles: Roles): void {
    this.roles = roles;
    writeRoles(this.making.folder, roles);
  }

  private rolesAtFirst(): Roles {
    const { folder } = this.making;
    const { members } = this.hooks;
    const before = readRoles(folder) ?? { primary: 0, epoch: 1, inSync: false, seen: { 0: 1 } };
    const { primary, epoch } = before;
    if (members.length > 1) return before;
    const [only] = members as [Member];
    if (primary !== only.index) {
      // The model has no standby any more, and it was the standby that had taken over.
      remove(dataOf(only.folder));
      const former = only.name.replace(/\d+$/, String(primary));
      rename(dataOf(`${folder}/${former}`), dataOf(only.folder));
    }
    return { primary: only.index, epoch, inSync: false, seen: { [only.index]: epoch } };
  }

  /** Makes the first data. Before its first start it may be copied for the standby. */
  private async prepare(): Promise<void> {
    const { primary, standby, program, password } = this;
    if (!hasData(primary.folder)) {
      if (this.roles.epoch > 1) {
        const says = `the data of ${primary.name}, the primary, is gone from ${primary.folder}`;
        throw new Refusal("environment", `${says}; "plinth down --volumes" begins anew`);
      }
      await initData(program, primary.folder, this.making.part.access.user, password);
      if (standby) {
        remove(dataOf(standby.folder));
        await copyData(primary.folder, standby.folder);
        this.waits = true;
        this.roles = { ...this.roles, inSync: true, seen: { 0: 1, [standby.index]: 1 } };
      }
    }
    this.keep(this.roles);
  }

  /** Writes what a member is to be configured as, by its role. */
  configure(member: Member): void {
    const { primary, password } = this;
    const { access, settings } = this.making.part;
    const port = (of: Member): number => of.ports.postgres ?? 0;
    const isPrimary = this.isPrimary(member);
    const waitsFor = isPrimary && this.waits ? this.standby?.name : undefined;
    const follows = { port: port(primary), user: access.user, password };
    const conf = postgresConf({
      name: member.name,
      port: port(member),
      settings,
      ...(waitsFor !== undefined && { waitsFor }),
      ...(!isPrimary && { follows }),
    });
    writeText(`${dataOf(member.folder)}/postgresql.conf`, conf);
    writeText(`${dataOf(member.folder)}/pg_hba.conf`, hbaConf);
  }

  /** Has the primary wait for the standby with each commit, or not. */
  async waitForStandby(waits: boolean): Promise<void> {
    this.waits = waits;
    this.configure(this.primary);
    await this.sessions.query(this.primary, "select pg_reload_conf()", questionMs);
  }

  /** The data of a standby is not to be started with again. */
  distrust({ index }: Member): void {
    const { [index]: _, ...seen } = this.roles.seen;
    this.keep({ ...this.roles, seen });
  }

  /** Gives a standby the primary's data as it is now. @throws when the primary does not give it */
  async makeAnew(member: Member): Promise<void> {
    const until = monotonicMs() + primaryWithinMs;
    while (!(await this.isWritable()) && monotonicMs() < until) await pause(50);
    const { primary, hooks } = this;
    const { epoch } = this.roles;
    const began = monotonicMs();
    const session = this.sessions.make(primary, questionMs);
    try {
      const bytes = await cloneData(session, primary.folder, member.folder);
      const took = `${Math.round(bytes / 1024 ** 2)} MiB in ${Math.round(monotonicMs() - began)} ms`;
      hooks.event("Normal", "Copied", `${member.name} has the data of ${primary.name}: ${took}`);
    } finally {
      await session.close().catch(() => {});
    }
    this.keep({ ...this.roles, seen: { ...this.roles.seen, [member.index]: epoch } });
  }

  /** Whether the primary takes writes now. Never throws. */
  async isWritable(): Promise<boolean> {
    const rows = await this.sessions
      .query(this.primary, "select pg_is_in_recovery() as recovering", questionMs)
      .catch(() => []);
    return rows[0]?.recovering === false;
  }
}
