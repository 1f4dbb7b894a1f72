import type { Copy } from "#plinth/local/copies/copy.ts";
import type { NodeView, SystemView } from "#plinth/local/copies/view.ts";
import type { UpRequest } from "#plinth/local/up-request.ts";
import { exitCodes, Refusal } from "#plinth/model/refusal.ts";
import type { CliWorld } from "../cli-world.ts";
import { timeText } from "../render/amounts.ts";
import { waitingLines } from "../render/waiting.ts";
import { showJson } from "../show-json.ts";
import { type Outcome, until, type Verdict } from "../until.ts";
import { isReached } from "../wanted.ts";
import { sayAlready, upJson, urlLines } from "./already.ts";

/** Lines of a failing service's log that are shown with the reason. */
const lastLines = 5;

const isFailing = ({ state }: NodeView): boolean => state === "failing";

/** Ready; or not, because something fails over and over before it was ever ready. */
const judge = (view: SystemView): Verdict => {
  const [failing] = view.nodes.filter(isFailing);
  if (failing && view.readyAfterMs === undefined) {
    return { never: `${failing.id} fails over and over${failing.why ? `: ${failing.why}` : ""}` };
  }
  return isReached("ready", [])(view);
};

/** What failing services wrote last, and how to go on from here. */
const helpFor = async (copy: Copy, view: SystemView | undefined, { local }: CliWorld) => {
  const of = (view?.nodes ?? []).filter(isFailing).map(({ id }) => id);
  const control = await local.controlOf(copy);
  const lines =
    of.length === 0
      ? []
      : await Array.fromAsync(control.logs({ of, last: lastLines, follow: false }));
  return [
    ...lines.map(({ pod, line }) => `  ${pod} | ${line}`),
    `it is still up: "plinth logs -c ${copy.name}" shows more, "plinth down ${copy.name}" ends it`,
  ];
};

const notReady = async (copy: Copy, outcome: Outcome, timeoutMs: number, world: CliWorld) => {
  const help = await helpFor(copy, outcome.view, world);
  if (outcome.end === "never") {
    const says = `"${copy.name}" will not get ready: ${outcome.why}`;
    return new Refusal("unhealthy", says, { details: help });
  }
  const waiting = outcome.view ? waitingLines(outcome.view) : [];
  if (outcome.end === "timeout") {
    const says = `"${copy.name}" is not ready after ${timeText(timeoutMs)}`;
    return new Refusal("timeout", says, { details: [...waiting, ...help] });
  }
  if (outcome.end === "interrupted") {
    const says = `"${copy.name}" goes on starting without you`;
    return new Refusal("interrupted", says, { details: help });
  }
  return new Refusal("unhealthy", `"${copy.name}" has ended before it was ready`);
};

/** Brings a copy up that outlives us, and returns when it is ready. @throws Refusal if it is not */
export const upBehind = async (
  request: UpRequest,
  { json, timeoutMs }: { readonly json: boolean; readonly timeoutMs: number },
  world: CliWorld,
): Promise<number> => {
  const { copy, already } = await world.local.upDetached(request, () => world.stopping);
  const control = await world.local.controlOf(copy);
  if (already) {
    sayAlready({ ...copy, view: await control.view() }, json, world);
    return exitCodes.done;
  }
  const outcome = await until(control, judge, timeoutMs, world);
  if (outcome.end !== "so" || !outcome.view) throw await notReady(copy, outcome, timeoutMs, world);
  const { view } = outcome;
  const { out, err } = world.terminal;
  for (const note of view.notes) err.line(`note: ${note}`);
  if (json) showJson(out, upJson({ ...copy, view }, false));
  else {
    const after = view.readyAfterMs === undefined ? "" : ` after ${timeText(view.readyAfterMs)}`;
    out.line(`"${copy.name}" is ready${after}`);
    for (const line of urlLines(view)) out.line(line);
    out.line(`"plinth status" and "plinth logs -f" show it, "plinth down ${copy.name}" ends it`);
  }
  return exitCodes.done;
};
