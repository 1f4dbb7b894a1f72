import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { controlOf } from "#plinth/local/copies/control.ts";
import { copyAt } from "#plinth/local/copies/copies.ts";
import type { Control } from "#plinth/local/copies/copy.ts";
import { readChildren, readSupervisor, type SupervisorState } from "#plinth/local/copies/state.ts";
import type { EventView, NodeView, PodView, SystemView } from "#plinth/local/copies/view.ts";
import type { UpRequest } from "#plinth/local/up-request.ts";
import { type TempProject, tempProject } from "../temp-project.ts";
import { type SupervisorProcess, supervise } from "./supervisor-process.ts";

/** The machine is shared and slow at times: nothing is given up before this, ms. */
const patienceMs = 90_000;

/** A copy that a test brought up, its project and its supervisor; all gone when the block ends. */
export interface UpCopy extends AsyncDisposable {
  readonly project: TempProject;
  readonly folder: string;
  readonly supervisor: SupervisorProcess;
  readonly control: Control;
  readonly state: SupervisorState;
  /** The first view of which this is true. */
  until(what: string, is: (view: SystemView) => boolean): Promise<SystemView>;
  /** The first event of which this is true, be it past or to come. */
  event(what: string, is: (event: EventView) => boolean): Promise<EventView>;
  events(): Promise<readonly EventView[]>;
}

export const nodeIn = (view: SystemView, id: string): NodeView => {
  const node = view.nodes.find((each) => each.id === id);
  if (!node) throw new Error(`there is no "${id}" in ${view.nodes.map((each) => each.id)}`);
  return node;
};

export const podsIn = (view: SystemView, id: string): readonly PodView[] =>
  nodeIn(view, id).pods ?? [];

/** Where a node is called. */
export const urlIn = (view: SystemView, id: string): string => {
  const [url] = nodeIn(view, id).endpoints;
  if (url === undefined) throw new Error(`"${id}" listens nowhere`);
  return url;
};

/** The process of a copy that goes by this name: `gateway`, or a replica's. */
export const pidOf = (
  { folder, state }: Pick<UpCopy, "folder" | "state">,
  what: string,
): number => {
  const child = readChildren(folder, state.runId).find((each) => each.what === what);
  if (!child) throw new Error(`no process goes by the name of "${what}"`);
  return child.pid;
};

export const isReady = (view: SystemView): boolean => view.state === "ready";

const shortly = (view: SystemView | undefined): string =>
  JSON.stringify(
    view && {
      state: view.state,
      nodes: view.nodes.map(({ id, state, why, replicas, pods }) => {
        const seen = pods?.map((pod) => `${pod.name} ${pod.state} ${pod.ready} ${pod.why ?? ""}`);
        return { id, state, why, replicas, pods: seen };
      }),
    },
    undefined,
    1,
  );

/** The first of what comes of which this is true. @throws when it does not come in time */
const first = async <T>(
  coming: (signal: AbortSignal) => AsyncIterable<T>,
  is: (entry: T) => boolean,
  given: (last: T | undefined) => string,
): Promise<T> => {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), patienceMs);
  let last: T | undefined;
  try {
    for await (const entry of coming(over.signal)) {
      last = entry;
      if (is(entry)) return entry;
    }
  } finally {
    clearTimeout(timer);
    over.abort();
  }
  throw new Error(given(last));
};

/** Ends the copy, whatever its state. @throws when a supervisor that ended well left something */
const end = async (supervisor: SupervisorProcess, runId: string): Promise<void> => {
  supervisor.signal("SIGTERM");
  const timer = setTimeout(() => supervisor.signal("SIGKILL"), patienceMs);
  const code = await supervisor.exited;
  clearTimeout(timer);
  const left = markedProcesses(`PLINTH_RUN=${runId}`);
  for (const pid of left) process.kill(pid, "SIGKILL");
  if (code === 0 && left.length > 0) throw new Error(`these were left running: ${left}`);
};

/** The handle of a copy that a supervisor runs. */
const copyOf = (
  project: TempProject,
  supervisor: SupervisorProcess,
  name: string,
): Omit<UpCopy, typeof Symbol.asyncDispose> => {
  const copy = copyAt(project.root, name);
  const control = controlOf(copy);
  const state = readSupervisor(copy.folder);
  if (!state) throw new Error(`nothing runs as "${name}"`);
  return {
    project,
    supervisor,
    control,
    state,
    folder: copy.folder,
    until: (what, is) =>
      first(
        (signal) => control.views(signal),
        is,
        (last) => `not within ${patienceMs} ms: ${what}; last seen: ${shortly(last)}`,
      ),
    event: (what, is) =>
      first(
        (signal) => control.events({ of: [], follow: true }, signal),
        is,
        (last) => `no such event within ${patienceMs} ms: ${what}; the last: ${last?.message}`,
      ),
    events: async () => {
      const events: EventView[] = [];
      for await (const event of control.events({ of: [], follow: false })) events.push(event);
      return events;
    },
  };
};

/**
 * Brings the system of a project up, that of `systems/shop/system.ts` unless the request says
 * otherwise. The project stays when the copy is gone.
 */
export const upIn = async (
  project: TempProject,
  request: Partial<UpRequest> = {},
): Promise<UpCopy> => {
  const file = project.at("systems/shop/system.ts");
  const supervisor = await supervise({ root: project.root, file, watch: false, ...request });
  const { name, refused } = supervisor.begun;
  if (name === undefined) throw new Error(`it was refused: ${refused?.message}`);
  const copy = copyOf(project, supervisor, name);
  return { ...copy, [Symbol.asyncDispose]: () => end(supervisor, copy.state.runId) };
};

/** Brings a system up in a project of its own. `files`: path -> text. */
export const up = async (
  files: Readonly<Record<string, string>>,
  request: Partial<UpRequest> = {},
): Promise<UpCopy> => {
  const project = tempProject(files);
  try {
    const copy = await upIn(project, request);
    return {
      ...copy,
      [Symbol.asyncDispose]: async () => {
        await copy[Symbol.asyncDispose]();
        project[Symbol.dispose]();
      },
    };
  } catch (error) {
    project[Symbol.dispose]();
    throw error;
  }
};

/** The project of one system file. */
export const filesOf = (text: string): Readonly<Record<string, string>> => ({
  "package.json": "{}",
  "systems/shop/system.ts": text,
});
