import { after } from "#plinth/host/clock.ts";
import { type PostgresSession, postgresSession } from "#plinth/host/postgres-session.ts";
import { loopback } from "../../plan/loopback.ts";
import type { Member } from "../engine.ts";

type Rows = Awaited<ReturnType<PostgresSession["query"]>>;

/** One session with each member, made anew when it has failed. */
export class Sessions {
  private readonly user: string;
  private readonly password: string;
  private readonly open = new Map<number, PostgresSession>();

  constructor(user: string, password: string) {
    this.user = user;
    this.password = password;
  }

  /** A session of one's own with a member; whoever asks closes it. */
  make({ ports }: Member, connectMs: number): PostgresSession {
    const { user, password } = this;
    return postgresSession({
      host: loopback,
      port: ports.postgres ?? 0,
      user,
      password,
      database: "postgres",
      connectS: Math.max(1, Math.ceil(connectMs / 1000)),
    });
  }

  /** What a member answers. @throws when it does not, or not in time */
  async query(member: Member, text: string, timeoutMs: number): Promise<Rows> {
    const session = this.open.get(member.index) ?? this.make(member, timeoutMs);
    this.open.set(member.index, session);
    const late = Promise.withResolvers<never>();
    const says = `did not answer within ${timeoutMs} ms`;
    const cancel = after(timeoutMs, () => late.reject(new Error(says)));
    try {
      return await Promise.race([session.query(text), late.promise]);
    } catch (error) {
      this.forget(member);
      throw error;
    } finally {
      cancel();
    }
  }

  /** Closes the session with a member that is no longer the one it was. */
  forget({ index }: Member): void {
    const session = this.open.get(index);
    this.open.delete(index);
    // What is closed is broken, or its server is: how closing goes does not matter.
    void session?.close().catch(() => {});
  }

  close(members: readonly Member[]): void {
    for (const member of members) this.forget(member);
  }
}
