import { askHttp } from "#plinth/host/http-client.ts";
import { Refusal, type RefusalKind } from "#plinth/model/refusal.ts";
import type { Connection } from "./connections.ts";
import type { Control, Copy, EventQuery, LogQuery } from "./copy.ts";
import { eventsIn } from "./events.ts";
import { logsIn } from "./logs.ts";
import { readSupervisor } from "./state.ts";
import type { EventView, LogView, SystemView } from "./view.ts";

interface Refused {
  readonly error: string;
  readonly kind?: RefusalKind;
  readonly details?: readonly string[];
}

/** Speaks to one copy; what cannot be reached is a refusal that says so. */
class Speaker {
  private readonly copy: Copy;

  constructor(copy: Copy) {
    this.copy = copy;
  }

  async ask(method: "GET" | "POST", path: string, value?: unknown, signal?: AbortSignal) {
    const state = readSupervisor(this.copy.folder);
    if (state?.port === undefined) throw this.gone();
    let response: Response;
    try {
      response = await askHttp(`http://127.0.0.1:${state.port}/v1/${path}`, {
        method,
        headers: { authorization: `Bearer ${state.token}`, "content-type": "application/json" },
        ...(value !== undefined && { body: JSON.stringify(value) }),
        ...(signal && { signal }),
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw this.gone(cause);
    }
    if (response.ok) return response;
    const { error, kind = "internal", details = [] } = (await response.json()) as Refused;
    if (kind === "internal") throw new Error(`${method} ${path}: ${response.status} ${error}`);
    throw new Refusal(kind, error, { details });
  }

  gone(cause?: unknown): Refusal {
    return new Refusal("notRunning", `"${this.copy.name}" does not run any more`, { cause });
  }

  /** One object a line, until the copy ends or the signal aborts. */
  async *lines<T>(path: string, signal?: AbortSignal): AsyncGenerator<T> {
    try {
      const { body } = await this.ask("GET", path, undefined, signal);
      const decoder = new TextDecoder();
      let rest = "";
      for await (const chunk of body ?? []) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) yield JSON.parse(line) as T;
      }
    } catch (error) {
      // A stream that breaks off is the end of the copy, or of the reader's patience.
      if (error instanceof Refusal && error.kind !== "notRunning") throw error;
    }
  }
}

const queryOf = (query: EventQuery | LogQuery): string => {
  const params = new URLSearchParams(query.of.map((of): [string, string] => ["of", of]));
  if ("search" in query && query.search !== undefined) params.set("search", query.search);
  return params.toString();
};

/**
 * What was, then what comes. The stream is opened first, so that nothing falls between the two; what
 * was written down meanwhile comes once, for it is told apart by what it says.
 */
async function* thenFollow<T>(
  past: () => Promise<readonly T[]>,
  coming: AsyncGenerator<T>,
  keyOf: (entry: T) => string,
): AsyncGenerator<T> {
  const first = coming.next();
  const entries = await past();
  const seen = new Set(entries.slice(-500).map(keyOf));
  yield* entries;
  for (let next = await first; !next.done; next = await coming.next()) {
    if (!seen.has(keyOf(next.value))) yield next.value;
  }
}

/** Events of a copy that are on disk, whether it runs or not. */
export const eventsOnDisk = async (copy: Copy, query: EventQuery): Promise<readonly EventView[]> =>
  eventsIn(copy.folder, query);

/** What replicas of a copy wrote, as it is on disk, whether it runs or not. */
export const logsOnDisk = async (copy: Copy, query: LogQuery): Promise<readonly LogView[]> =>
  logsIn(copy.folder, query);

/** How to speak to a running copy. */
export const controlOf = (copy: Copy): Control => {
  const speaker = new Speaker(copy);
  const post = async (path: string, value: unknown): Promise<void> => {
    await speaker.ask("POST", path, value);
  };
  const flushed = async <T>(read: () => Promise<T>): Promise<T> => {
    await post("flush", {});
    return read();
  };
  return {
    view: async () => (await speaker.ask("GET", "view")).json() as Promise<SystemView>,
    views: (signal) => speaker.lines<SystemView>("views", signal),
    events: (query, signal) =>
      thenFollow(
        () => flushed(() => eventsOnDisk(copy, query)),
        query.follow ? speaker.lines<EventView>(`events?${queryOf(query)}`, signal) : none(),
        ({ seq }) => String(seq),
      ),
    logs: (query, signal) =>
      thenFollow(
        () => flushed(() => logsOnDisk(copy, query)),
        query.follow ? speaker.lines<LogView>(`logs?${queryOf(query)}`, signal) : none(),
        (line) => JSON.stringify(line),
      ),
    restart: (target) => post("restart", { target }),
    scale: (node, replicas) => post("scale", { node, replicas }),
    stop: (pod) => post("stop", { pod }),
    start: (pod) => post("start", { pod }),
    connections: async (node) => {
      const { connections } = (await (
        await speaker.ask("POST", "connections", { node })
      ).json()) as { readonly connections: readonly Connection[] };
      return connections;
    },
    down: () => post("down", {}),
  };
};

async function* none<T>(): AsyncGenerator<T> {}
