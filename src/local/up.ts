import { monotonicMs, pause } from "#plinth/host/clock.ts";
import { codeOf } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { System } from "#plinth/model/system.ts";
import { controlOf } from "./copies/control.ts";
import { copyAt } from "./copies/copies.ts";
import type { Control, Copy } from "./copies/copy.ts";
import { takeLock } from "./copies/lock.ts";
import { copyFolder, forgetRun } from "./copies/state.ts";
import type { SystemView } from "./copies/view.ts";
import type { Described } from "./described.ts";
import { downCopy } from "./down.ts";
import { prepareFolder, whyNotKept } from "./prepare-folder.ts";
import { runCopy } from "./run-copy.ts";
import type { UpRequest } from "./up-request.ts";

/** Reads the description that a request names. @throws Refusal when it cannot be run */
export type Load = (request: UpRequest) => Promise<Described>;

/** A copy that was brought up, or was up already. */
export interface Up {
  readonly control: Control;
  readonly copy: Copy;
  /** It ran before we came; nothing was done. */
  readonly already: boolean;
  /** Resolves when nothing of it runs. */
  readonly ended: Promise<void>;
  /** Ends all of it at once, with SIGKILL; for somebody who is about to leave. */
  kill(): void;
}

export const nameOf = (request: UpRequest, system: System): string => {
  const name = request.name ?? system.name;
  if (/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) return name;
  const want = "lower-case letters, digits and hyphens, at most 63";
  throw new Refusal("usage", `"${name}" cannot be the name of a copy: use ${want}`);
};

/** How long another process may take to bring a copy up, or down, until we no longer wait, ms. */
const othersWithinMs = 15_000;

/** What a copy says of itself; nothing while its supervisor does not answer yet. */
const viewNow = async (copy: Copy): Promise<SystemView | undefined> => {
  try {
    return await controlOf(copy).view();
  } catch {
    return undefined;
  }
};

/**
 * A copy of that name that runs already and answers; none, once what was left of one is ended. One
 * that somebody else is bringing up, or down, is waited for.
 */
export const runningCopy = async (
  root: string,
  name: string,
  file: string,
): Promise<Copy | undefined> => {
  const until = monotonicMs() + othersWithinMs;
  for (;;) {
    const copy = copyAt(root, name);
    if (copy.state === "damaged")
      throw new Refusal("environment", copy.why ?? "its state is damaged");
    if (copy.state === "orphaned") await downCopy(copy, { volumes: false });
    if (copy.state !== "running") return undefined;
    const view = await viewNow(copy);
    const isGoing = view?.state === "stopping" || view?.state === "stopped";
    if (view && !isGoing) {
      if ([view.file, `${root}/${view.file}`].includes(file)) return { ...copy, view };
      const remedy = "Give this one another name with --name";
      throw new Refusal("usage", `"${name}" runs already, from ${view.file}. ${remedy}`);
    }
    if (monotonicMs() > until) {
      const what = isGoing ? "is still being ended" : "runs, but its supervisor does not answer";
      throw new Refusal("timeout", `"${name}" ${what}; "plinth down ${name}" ends it`);
    }
    await pause(10);
  }
};

/** A copy that does not run, and that nobody else may bring up now. */
interface Free {
  /** Gives the lock back. */
  readonly release: () => void;
  /** Removes the folder, if it was made for this. */
  readonly undo: () => void;
}

/** Its lock; none while somebody else holds it, or has just removed its folder. */
const lockOf = (folder: string): Free | undefined => {
  const undo = prepareFolder(folder);
  try {
    const release = takeLock(folder);
    return release && { release, undo };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw whyNotKept(folder, error) ?? error;
  }
};

/** The lock of a copy that does not run, or the copy that somebody else has brought up meanwhile. */
const whenFree = async (
  root: string,
  name: string,
  file: string,
): Promise<{ readonly copy: Copy } | Free> => {
  const folder = copyFolder(root, name);
  const until = monotonicMs() + othersWithinMs;
  while (monotonicMs() < until) {
    const copy = await runningCopy(root, name, file);
    if (copy) return { copy };
    const free = lockOf(folder);
    if (free) return free;
    await pause(10);
  }
  const remedy = `Wait for it with: plinth wait ${name}`;
  throw new Refusal("environment", `"${name}" is being brought up by another process. ${remedy}`);
};

/** Who is asked for it is asked to listen from then on; before that, a signal ends the process. */
export type Listen = () => AbortSignal;

/**
 * Brings a copy up in this process, which is then its supervisor until it is ended. Nothing is there to
 * be ended in good order while the description is read, which may never come to its end.
 */
export const upHere = async (request: UpRequest, listen: Listen, load: Load): Promise<Up> => {
  const { root, file } = request;
  const described = await load(request);
  const signal = listen();
  const name = nameOf(request, described.system);
  const folder = copyFolder(root, name);
  const free = await whenFree(root, name, file);
  if ("copy" in free) {
    const { copy } = free;
    const ended = Promise.resolve();
    return { control: controlOf(copy), copy, already: true, ended, kill: () => {} };
  }
  const { release, undo } = free;
  try {
    const { supervisor, close, ended } = await runCopy({
      request,
      described,
      name,
      folder,
      release,
    });
    signal.addEventListener("abort", () => void close(), { once: true });
    if (signal.aborted) void close();
    const copy: Copy = { name, folder, state: "running", view: supervisor.view() };
    const kill = (): void => supervisor.kill();
    return { control: controlOf(copy), copy, already: false, ended, kill };
  } catch (error) {
    forgetRun(folder);
    undo();
    release();
    throw whyNotKept(folder, error) ?? error;
  }
};
