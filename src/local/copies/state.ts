import { filesIn } from "#plinth/host/paths.ts";
import { bootId } from "#plinth/host/processes/boot.ts";
import { isSame } from "#plinth/host/processes/identity.ts";
import { namesIn, readText, remove, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { SystemView } from "./view.ts";

/**
 * The state of a copy on disk, `.plinth/<name>/`:
 *
 * ```
 * supervisor.json   who runs it and how to speak with them; holds a token, so for the owner only
 * children.json     the processes that were started and have not been seen to end
 * model.json        the system as it was built last
 * view.json         how it looked last
 * events.ndjson     what happened
 * logs/<pod>.log    what replicas wrote, in the CRI's format
 * otlp/*.ndjson     what they sent to their OTLP endpoint
 * ```
 */

/** The version of the files; a later one is refused rather than misread. */
export const stateSchema = 1;

export interface SupervisorState {
  readonly schema: typeof stateSchema;
  readonly name: string;
  readonly system: string;
  /** Absolute. */
  readonly file: string;
  readonly profile: string;
  readonly pid: number;
  readonly identity: string;
  /** Changes with every boot of the machine, so that no process of before is taken for ours. */
  readonly boot: string;
  readonly startedAt: string;
  /** Marks all processes of the run in their environment (`PLINTH_RUN`). */
  readonly runId: string;
  /** Where the control API listens on loopback; absent until it does. */
  readonly port?: number;
  readonly token: string;
}

export interface ChildState {
  readonly pid: number;
  readonly identity: string;
  readonly what: string;
}

const copiesFolder = (root: string): string => `${root}/.plinth`;
export const copyFolder = (root: string, name: string): string => `${copiesFolder(root)}/${name}`;

const damaged = (path: string, why: string, cause?: unknown): Refusal => {
  const name = path.split("/").at(-2) ?? "";
  const remedy = `plinth down ${name} ends what is left of it and removes the damaged file`;
  return new Refusal("environment", `"${path}" is damaged: ${why}. ${remedy}`, { cause });
};

const parse = <T extends object>(path: string, keys: readonly (keyof T)[]): T | undefined => {
  const text = readText(path);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(path, "it is not JSON", cause);
  }
  if (typeof value !== "object" || value === null) throw damaged(path, "it is no object");
  for (const key of keys) if (!(key in value)) throw damaged(path, `it has no "${String(key)}"`);
  return value as T;
};

/** Who runs the copy, or ran it last. @throws Refusal when the file is damaged */
export const readSupervisor = (folder: string): SupervisorState | undefined => {
  const path = `${folder}/supervisor.json`;
  const keys = ["schema", "name", "pid", "identity", "boot", "runId", "token"] as const;
  const state = parse<SupervisorState>(path, keys);
  if (state && state.schema !== stateSchema) {
    throw damaged(path, `it is of schema ${state.schema}, and this Plinth knows ${stateSchema}`);
  }
  return state;
};

export const writeSupervisor = (folder: string, state: SupervisorState): void =>
  writeText(`${folder}/supervisor.json`, `${JSON.stringify(state, null, 2)}\n`);

interface Children {
  readonly runId: string;
  readonly children: readonly ChildState[];
}

/** What was started in one run; nothing when another has begun. @throws Refusal when damaged */
export const readChildren = (folder: string, runId: string): readonly ChildState[] => {
  const written = parse<Children>(`${folder}/children.json`, ["runId", "children"]);
  return written?.runId === runId ? written.children : [];
};

export const writeChildren = (folder: string, written: Children): void =>
  writeText(`${folder}/children.json`, `${JSON.stringify(written, null, 2)}\n`);

/** @throws Refusal when the file is damaged */
export const readView = (folder: string): SystemView | undefined =>
  parse<SystemView>(`${folder}/view.json`, ["schema", "name", "nodes"]);

export const writeView = (folder: string, view: SystemView): void =>
  writeText(`${folder}/view.json`, `${JSON.stringify(view)}\n`);

/** Whether the process that a state names is the one that runs under that number now. */
export const isAlive = (state: Pick<SupervisorState, "pid" | "identity" | "boot">): boolean =>
  state.boot === bootId() && isSame(state.pid, state.identity);

/**
 * The names of the copies that this project has state of. `deploy` and rehearsals keep work folders
 * beside them, which hold folders only; a copy's folder always has files.
 */
export const copyNames = (root: string): string[] =>
  namesIn(copiesFolder(root)).filter(
    (name) => !name.startsWith(".") && filesIn(copyFolder(root, name)).length > 0,
  );

/** Forgets who ran it; what happened and what was written stays. */
export const forgetRun = (folder: string): void => {
  for (const file of ["supervisor.json", "children.json"]) remove(`${folder}/${file}`);
};
