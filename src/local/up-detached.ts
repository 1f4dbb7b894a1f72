import { join } from "node:path";
import { monotonicMs, pause } from "#plinth/host/clock.ts";
import { lastWords } from "#plinth/host/machine.ts";
import { startDetached } from "#plinth/host/processes/detached.ts";
import { readText } from "#plinth/host/store.ts";
import { exitCodes, Refusal } from "#plinth/model/refusal.ts";
import { controlOf } from "./copies/control.ts";
import { copyAt } from "./copies/copies.ts";
import type { Copy } from "./copies/copy.ts";
import { lockHolder } from "./copies/lock.ts";
import { copyFolder } from "./copies/state.ts";
import { prepareFolder } from "./prepare-folder.ts";
import { type Listen, type Load, nameOf, runningCopy, upHere } from "./up.ts";
import type { UpRequest } from "./up-request.ts";

/** How long a detached supervisor may take to answer, ms. */
const answersWithinMs = 15_000;

/**
 * Brings a copy up in a process that outlives this one. Returns once that answers.
 * @param listen is called once the description is read; what it gives ends the waiting, and no more.
 * @throws Refusal "interrupted" when waiting was ended
 */
export const upDetached = async (
  request: UpRequest,
  listen: Listen,
  load: Load,
): Promise<{ readonly copy: Copy; readonly already: boolean }> => {
  const { root, file } = request;
  const { system } = await load(request);
  const name = nameOf(request, system);
  const folder = copyFolder(root, name);
  const already = await runningCopy(root, name, file);
  if (already) return { copy: already, already: true };
  const stopping = listen();
  const undo = prepareFolder(folder);
  const log = `${folder}/supervisor.log`;
  const child = startDetached({
    program: join(import.meta.dir, "../cli/main.ts"),
    words: ["supervise", JSON.stringify({ ...request, name })],
    log,
    cwd: root,
  });
  const until = monotonicMs() + answersWithinMs;
  while (monotonicMs() < until) {
    const copy = copyAt(root, name);
    if (copy.state === "running") {
      try {
        const view = await controlOf(copy).view();
        const already = view.pid !== child.pid;
        // Somebody else was first: ours, still on its way, must not take their place later.
        if (already) child.kill();
        return { copy: { ...copy, view }, already };
      } catch {
        // It does not answer yet.
      }
    }
    const exitCode = child.exitCode();
    if (exitCode === exitCodes.done && copy.state !== "running") {
      throw new Refusal("environment", `"${name}" was up, and another process has just ended it`);
    }
    if (exitCode !== undefined && exitCode !== exitCodes.done) {
      const refusal = whyItEnded(name, log, exitCode);
      if (exitCode === refusal.exitCode && !lockHolder(folder)) undo();
      throw refusal;
    }
    if (stopping.aborted) {
      const details = [`"plinth down ${name}" ends it`];
      throw new Refusal("interrupted", `"${name}" goes on starting without you`, { details });
    }
    await pause(4);
  }
  child.kill();
  throw new Refusal("timeout", `"${name}" did not answer within ${answersWithinMs / 1000} s`);
};

/** What a supervisor that could not start says on its last line. */
type LastWords = Pick<Refusal, "kind" | "message" | "details">;

/** A detached supervisor that ended before it answered says why in its last words. */
const whyItEnded = (name: string, log: string, exitCode: number | undefined): Refusal => {
  const said = (readText(log) ?? "").trim().split("\n");
  try {
    const { kind, message, details } = JSON.parse(said.at(-1) ?? "") as LastWords;
    return new Refusal(kind, message, { details });
  } catch {
    const says = `"${name}" could not be brought up: its supervisor exited with ${exitCode}`;
    return new Refusal("environment", `${says}. Its last words are in ${log}`, {
      details: said.slice(-5),
    });
  }
};

/** The whole life of a detached supervisor. What keeps it from starting is its last words. */
export const superviseForever = async (
  requestJson: string,
  listen: Listen,
  load: Load,
): Promise<void> => {
  try {
    const { ended } = await upHere(JSON.parse(requestJson) as UpRequest, listen, load);
    await ended;
  } catch (error) {
    if (error instanceof Refusal) {
      const { kind, message, details } = error;
      lastWords(JSON.stringify({ kind, message, details } satisfies LastWords));
    }
    throw error;
  }
};
