import { codeOf } from "#plinth/host/store.ts";
import { EventLog } from "./events.ts";
import { LogStore } from "./log-store.ts";
import { type ChildState, writeChildren, writeView } from "./state.ts";
import type { SystemView } from "./view.ts";

/**
 * All that a running copy writes down. A disk that is full or gone is noted and ends nothing: what
 * runs goes on.
 */
export class Records {
  readonly events: EventLog;
  readonly logs: LogStore;
  /** What is emulated or unusual about the run, one sentence each. */
  readonly notes: string[];
  private readonly folder: string;

  constructor(folder: string, notes: readonly string[]) {
    this.folder = folder;
    this.notes = [...notes];
    const onProblem = (error: unknown): void => this.cannotWrite(error);
    this.events = new EventLog(folder, onProblem);
    this.logs = new LogStore(folder, onProblem);
  }

  private cannotWrite(error: unknown): void {
    const note = `Events and logs cannot be written (${codeOf(error) ?? error}); they are lost.`;
    if (!this.notes.includes(note)) this.notes.push(note);
  }

  private trying(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.cannotWrite(error);
    }
  }

  /** The processes that run, for whoever has to end them after a crash. */
  keepChildren(runId: string, children: readonly ChildState[]): void {
    this.trying(() => writeChildren(this.folder, { runId, children }));
  }

  /** What the copy looks like, for whoever looks after a crash. */
  keepView(view: SystemView): void {
    this.trying(() => writeView(this.folder, view));
  }

  flush(): void {
    this.events.flush();
    this.logs.flush();
  }
}
