import { nowMs, rfc3339 } from "#plinth/host/clock.ts";
import { Lines, readLines } from "#plinth/host/store.ts";
import type { EventQuery } from "./copy.ts";
import { type EventView, viewSchema } from "./view.ts";

/** A copy's events take no more than twice this on disk. */
const bytesMax = 2 * 1024 ** 2;

const fileOf = (folder: string): string => `${folder}/events.ndjson`;

/** Whether an event is about one of these nodes or pods; all are when none is named. */
export const isAbout = (
  entry: { readonly node: string; readonly pod?: string },
  of: readonly string[],
): boolean =>
  of.length === 0 || of.includes(entry.node) || (entry.pod !== undefined && of.includes(entry.pod));

/** The last so many of a list; all when nothing is said. */
export const lastOf = <T>(list: readonly T[], last: number | undefined): T[] =>
  last === undefined ? [...list] : list.slice(Math.max(0, list.length - last));

/** All events of a copy that are still kept, oldest first; damaged lines are left out. */
export const eventsIn = (folder: string, query: Omit<EventQuery, "follow">): EventView[] => {
  const events = readLines(fileOf(folder)).flatMap((line) => {
    try {
      return [JSON.parse(line) as EventView];
    } catch {
      return [];
    }
  });
  const about = events.filter((event) => isAbout(event, query.of));
  return lastOf(about, query.last);
};

/** What happened in a copy, on disk within bounds, and told to whoever listens. */
export class EventLog {
  private readonly lines: Lines;
  private readonly listeners = new Set<(event: EventView) => void>();
  private seq: number;

  constructor(folder: string, onProblem: (error: unknown) => void) {
    this.seq = eventsIn(folder, { of: [], last: 1 })[0]?.seq ?? 0;
    this.lines = new Lines(fileOf(folder), { bytesMax, files: 2, onProblem });
  }

  add(event: Omit<EventView, "schema" | "seq" | "at">): void {
    const at = rfc3339(nowMs());
    const full: EventView = { schema: viewSchema, seq: ++this.seq, at, ...event };
    this.lines.add(JSON.stringify(full));
    for (const listener of this.listeners) listener(full);
  }

  /** Calls with each event from now on. Returns how to stop. */
  listen(listener: (event: EventView) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  flush(): void {
    this.lines.flush();
  }
}
