import type { Control } from "#plinth/local/copies/copy.ts";
import type { SystemView } from "#plinth/local/copies/view.ts";
import type { CliWorld } from "./cli-world.ts";
import { waitingLines } from "./render/waiting.ts";

/** Whether what is waited for is so; or never will be, and why. */
export type Verdict = "so" | "not yet" | { readonly never: string };

export type Outcome =
  | { readonly end: "so" | "timeout" | "interrupted" | "gone"; readonly view?: SystemView }
  | { readonly end: "never"; readonly why: string; readonly view: SystemView };

/** From this long on, somebody who waits is told what for, ms. */
const silenceMsMax = 1_000;

/**
 * Watches a copy until the judge is content, gives up, or time is up. What is still missing is said
 * on stderr, after a second, and again when it has changed.
 */
export const until = async (
  control: Control,
  judge: (view: SystemView) => Verdict,
  timeoutMs: number,
  world: CliWorld,
): Promise<Outcome> => {
  const { stopping, terminal } = world;
  const late = world.within(timeoutMs);
  let last: SystemView | undefined;
  let [said, saidMs] = ["", world.now()];
  for await (const view of control.views(AbortSignal.any([late, stopping]))) {
    last = view;
    const verdict = judge(view);
    if (verdict === "so") return { end: "so", view };
    if (typeof verdict === "object") return { end: "never", why: verdict.never, view };
    const waiting = waitingLines(view).join("\n");
    if (waiting === said || world.now() - saidMs < silenceMsMax) continue;
    [said, saidMs] = [waiting, world.now()];
    terminal.err.line(waiting);
  }
  const end = stopping.aborted ? "interrupted" : late.aborted ? "timeout" : "gone";
  return { end, ...(last && { view: last }) };
};
