import type { Terminal } from "#plinth/host/terminal.ts";
import type { Control, Copy, EventQuery, LogQuery } from "#plinth/local/copies/copy.ts";
import type { EventView, LogView } from "#plinth/local/copies/view.ts";
import type { UpRequest } from "#plinth/local/up-request.ts";
import type { Candidate } from "./completion/candidate.ts";

/** What runs on this machine, as verbs see it: `src/local`, loaded when first asked. */
export interface Local {
  /** Sorted by name. */
  copiesIn(root: string): Promise<readonly Copy[]>;
  controlOf(copy: Copy): Promise<Control>;
  eventsOnDisk(copy: Copy, query: EventQuery): Promise<readonly EventView[]>;
  logsOnDisk(copy: Copy, query: LogQuery): Promise<readonly LogView[]>;
  /**
   * The supervisor in this process; it goes down when the signal aborts, which it asks for once the
   * description is read.
   */
  upHere(request: UpRequest, listen: () => AbortSignal): Promise<UpHere>;
  /** A supervisor that outlives us; returns once it answers. The signal ends the waiting for that. */
  upDetached(
    request: UpRequest,
    listen: () => AbortSignal,
  ): Promise<{ readonly copy: Copy; readonly already: boolean }>;
  superviseForever(requestJson: string, listen: () => AbortSignal): Promise<void>;
  downCopy(copy: Copy, options: { volumes: boolean }): Promise<{ readonly ended: number }>;
}

export interface UpHere {
  readonly control: Control;
  readonly copy: Copy;
  /** It ran before we came; nothing was started. */
  readonly already: boolean;
  /** Resolves when nothing of it runs any more. */
  readonly ended: Promise<void>;
  /** Ends all of it at once. */
  kill(): void;
}

/** Everything a verb may touch, given to it by `main.ts` and by tests. */
export interface CliWorld {
  /** Absolute path of the folder it was typed in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** Aborts at the first Ctrl-C, SIGTERM or SIGHUP: time to end in good order. */
  readonly stopping: AbortSignal;
  /** Calls at the second one, just before the process leaves. */
  beforeLeaving(call: () => void): void;
  /** Wall clock, ms since 1970. */
  now(): number;
  /** A signal that aborts after so many ms. */
  within(ms: number): AbortSignal;
  readonly local: Local;
  /** How the last of the words after `plinth` may go on; given, for a verb knows no other verbs. */
  complete(words: readonly string[]): Promise<readonly Candidate[]>;
}
