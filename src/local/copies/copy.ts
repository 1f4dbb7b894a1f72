import type { Connection } from "./connections.ts";
import type { EventView, LogView, SystemView } from "./view.ts";

/** A copy of a system that this project knows of: it runs, or it ran and left its state. */
export interface Copy {
  readonly name: string;
  /** Absolute path of its state, `.plinth/<name>`. */
  readonly folder: string;
  /**
   * `running`: its supervisor answers. `stopped`: it went down, or the machine did. `orphaned`: its
   * supervisor is gone and children of it still run. `damaged`: its state cannot be read.
   */
  readonly state: "running" | "stopped" | "orphaned" | "damaged";
  /** The last view; a live one when it runs. Absent when it is damaged. */
  readonly view?: SystemView;
  /** Why it is damaged. */
  readonly why?: string;
}

export interface LogQuery {
  /** Ids of nodes or names of pods; all when empty. */
  readonly of: readonly string[];
  /** At most so many lines from the end. @default all */
  readonly last?: number;
  /** Only lines of the last so many milliseconds. */
  readonly sinceMs?: number;
  /** Only lines that contain this text, whatever its case. */
  readonly search?: string;
  readonly follow: boolean;
}

export interface EventQuery {
  readonly of: readonly string[];
  readonly last?: number;
  readonly follow: boolean;
}

/** A running copy, spoken to over its control API. Every call throws `Refusal` when it is gone. */
export interface Control {
  view(): Promise<SystemView>;
  /** The view now, and again when it has changed, at most four times a second. Ends with the copy. */
  views(signal?: AbortSignal): AsyncIterable<SystemView>;
  events(query: EventQuery, signal?: AbortSignal): AsyncIterable<EventView>;
  logs(query: LogQuery, signal?: AbortSignal): AsyncIterable<LogView>;
  /** Replaces replicas one after another (a node), or one replica (a pod). Answers when begun. */
  restart(target: string): Promise<void>;
  /** Holds a node at so many replicas; `null` gives it back to its autoscaler or its model. */
  scale(node: string, replicas: number | null): Promise<void>;
  /** Stops one replica; it stays stopped until `start`. */
  stop(pod: string): Promise<void>;
  start(pod: string): Promise<void>;
  /** How a node is got at, with what opens it: the usual way first. */
  connections(node: string): Promise<readonly Connection[]>;
  /** Ends the copy; answers when nothing of it runs. */
  down(): Promise<void>;
}
