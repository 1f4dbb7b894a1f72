import { refsIn } from "#plinth/model/edges.ts";
import type { Complaint } from "#plinth/model/kind.ts";
import { type Cpu, type Size, toMib, toMilli } from "#plinth/model/quantity.ts";
import type { Ref, Value } from "#plinth/model/ref.ts";
import type { Node } from "#plinth/model/system.ts";

/** What is said of every program of the system's own, whether it serves or runs to its end. */
export interface ProgramProps {
  /** The folder of the program, relative to the project. */
  readonly source?: string;
  /** What the program is written for, with its version. */
  readonly runtime?: `${"bun" | "deno" | "go" | "java" | "node" | "python" | "rust"}@${string}`;
  /**
   * The words that start it on this machine; `$(PORT)` is replaced by a port that it listens on. A single
   * text goes to the shell.
   * @default what the source folder's package.json names as `main`, run by Bun
   */
  readonly command?: string | readonly string[];
  readonly env?: Readonly<Record<string, Value>>;
  readonly image?: {
    readonly base?: string;
    /** Where it is pushed to and pulled from. */
    readonly registry?: Ref<"registry", "">;
    /** A number, or user and group. */
    readonly user?: number | `${number}:${number}`;
    /** A build that is larger fails. */
    readonly atMost?: Size;
  };
  readonly resources?: {
    readonly cpu?: { readonly request?: Cpu; readonly limit?: Cpu };
    readonly memory?: { readonly request?: Size; readonly limit?: Size };
  };
  readonly security?: {
    readonly runAsNonRoot?: boolean;
    readonly readOnlyRootFilesystem?: boolean;
    readonly allowPrivilegeEscalation?: boolean;
    readonly dropCapabilities?: readonly ("ALL" | `NET_${string}` | `SYS_${string}`)[];
    readonly seccomp?: "RuntimeDefault" | "Unconfined";
  };
  /** How many connections one process of it opens to each database that it uses, at most. */
  readonly connections?: number;
}

const programKinds: ReadonlySet<string> = new Set(["service", "job"]);

/** Whether a node is a program of the system's own, which runs in pods from an image of its own. */
export const isProgram = ({ kind }: Pick<Node, "kind">): boolean => programKinds.has(kind);

/** A command as words. */
export const wordsOf = (command: string | readonly string[]): readonly string[] =>
  typeof command === "string" ? ["/bin/sh", "-c", `exec ${command}`] : command;

/** What a compiler cannot see in the properties of a program. */
export function* programComplaints(props: ProgramProps): Generator<Complaint> {
  const { command, source, env, image, resources = {} } = props;
  if (command === undefined && source === undefined) {
    yield { says: "neither command nor source says what to run; write one" };
  }
  for (const cpu of [resources.cpu?.request, resources.cpu?.limit]) if (cpu) toMilli(cpu);
  for (const size of [resources.memory?.request, resources.memory?.limit]) if (size) toMib(size);
  if (image?.atMost) toMib(image.atMost);
  for (const { at, ref } of refsIn(env, "env")) {
    if (ref.output !== "") continue;
    yield { says: `${at} names "${ref.ref}" itself; write an output of it, e.g. its url` };
  }
}
