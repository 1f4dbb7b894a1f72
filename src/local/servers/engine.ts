import type { KubeletSettings } from "#plinth/control/kubelet/defaults.ts";
import type { LocalDatabase, LocalServer } from "#plinth/model/local-server.ts";
import type { CopyContext, Launch } from "../plan/launch.ts";
import type { ProbeAnswer } from "../replicas/probe.ts";
import type { PodSpec } from "../replicas/replica-making.ts";
import type { Given } from "./given-address.ts";

/** One process of a server, the same one for as long as its data is kept. */
export interface Member {
  /** From 0. */
  readonly index: number;
  readonly name: string;
  /** Number by name: those of the part, and those that only members use. */
  readonly ports: Record<string, number>;
  /** Absolute; where its data is. */
  readonly folder: string;
}

/** Called as a StatefulSet calls its pods. */
export const memberName = (node: string, index: number): string =>
  `${node.split("/").at(-1)}-${index}`;

/** What one server of a copy is made from. */
export interface ServerMaking {
  readonly node: string;
  readonly part: LocalServer;
  /** Its databases, by id of their nodes. */
  readonly databases: ReadonlyMap<string, LocalDatabase>;
  /** The password of a node: of the server itself, or of one of its databases. */
  readonly password: (node: string) => string;
  readonly copy: CopyContext;
  /** Absolute; where all its members have their data. */
  readonly folder: string;
}

/** What an engine is told of its members and tells of them. */
export interface EngineHooks {
  readonly members: readonly Member[];
  event(type: "Normal" | "Warning", reason: string, message: string): void;
  /** Others serve than before. */
  changed(): void;
  /** Whether the process of a member runs. */
  runs(member: Member): boolean;
  /** Ends the process of a member at once, with SIGKILL. */
  kill(member: Member): void;
}

/** One server as its engine runs it: what to start, whom to ask, who serves. */
export interface EngineRun {
  /**
   * What to start for a member. When this resolves its data is there and its files are written.
   * @throws when it cannot be started now; it is tried again with a back-off
   */
  launch(member: Member): Promise<Launch>;
  /**
   * Asks a member in the server's own protocol. `patient`: for as long as it is coming up, asks again
   * until the time is over. Never throws.
   */
  ask(member: Member, timeoutMs: number, patient: boolean): Promise<ProbeAnswer>;
  /**
   * Makes what clients need, such as databases and roles, and changes what is not as it should be.
   * Called when all members are ready, and when the description has changed; does no harm twice.
   */
  settle(making: ServerMaking): Promise<void>;
  /** Whether clients are sent to a member that is ready. */
  serves(member: Member): boolean;
  /** What a member is to the others, e.g. `"primary"`. @default nothing, they are the same */
  role?(member: Member): string;
  /** Whether any one member may be stopped and clients go on. @default so, when all are ready */
  isWhole?(): boolean;
  /** How many messages wait in a queue or are worked on; undefined: unknown now. Never throws. */
  depthOf?(queue: string): Promise<number | undefined>;
  /** The process of a member has ended. */
  exited?(member: Member): void;
  /** Nothing is started or moved any more; what is under way is waited for. */
  close?(): Promise<void>;
}

/** A server of somebody else's, as its make is spoken to. */
export interface Reached {
  /** Never throws. */
  ask(timeoutMs: number): Promise<ProbeAnswer>;
  /** Makes what clients need. Does no harm twice. @throws with what the server says */
  settle(making: ServerMaking): Promise<void>;
}

/** How a server of one make is run. Each has a folder beside this file. */
export interface Engine {
  /** Ports that members use among themselves, by name. */
  readonly innerPorts: readonly string[];
  /** Those of them that belong to all members together and stay as they are. @default none */
  readonly commonPorts?: readonly string[];
  readonly stopSignal?: PodSpec["stopSignal"];
  /** How soon a member that has ended is started again. @default as a kubelet does it */
  readonly kubelet?: KubeletSettings;
  /** How long a member may take to stop, s. */
  readonly graceS: number;
  /** How long a member may take from its start to its first answer, s. */
  readonly startS: number;
  /** Version of what would be run, with what it was found as. @throws Refusal with how to get it */
  find(making: Pick<ServerMaking, "node" | "copy">): Found;
  /** Looks at what is kept. @throws Refusal when it cannot be run on with @default all of it can be */
  takes?(making: ServerMaking): void;
  run(making: ServerMaking, hooks: EngineHooks): EngineRun;
  /** Speaks to one that somebody else runs. */
  reach(making: ServerMaking, at: Given): Reached;
}

/** A program that was found on this machine. */
export interface Found {
  /** E.g. `"18.4"`; unknown when it does not say. */
  readonly version?: string;
  /** Where it comes from, for people. */
  readonly from: string;
}
