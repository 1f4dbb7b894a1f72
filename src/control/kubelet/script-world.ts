import type { Answer } from "./answer.ts";
import { type KubeletSettings, kubeletDefaults } from "./defaults.ts";
import type { Effect } from "./effect.ts";
import type { Input } from "./input.ts";
import { type ContainerLife, newLife } from "./life.ts";
import { type LifeEvent, type Script, type ScriptedLife, type Sight, sights } from "./script.ts";
import type { ProbeName } from "./spec.ts";
import { nextDueMs, step } from "./step.ts";

/** What will happen outside, and what is seen of it then. */
interface Happening {
  readonly atMs: number;
  readonly input: Input;
  readonly sight?: Sight;
}

interface World {
  readonly script: Script;
  readonly settings: KubeletSettings;
  readonly events: LifeEvent[];
  /** When each process was started, ms. */
  readonly startedMs: number[];
  ahead: Happening[];
  life: ContainerLife;
}

/** Lives a script through, on a clock of its own, and tells what was seen, in order. */
export function liveThrough(
  script: Script,
  settings: KubeletSettings = { ...kubeletDefaults, syncMs: script.syncMs },
): LifeEvent[] {
  const world: World = {
    script,
    settings,
    events: [],
    startedMs: [],
    ahead: [{ atMs: 0, input: { kind: "added" } }],
    life: newLife,
  };
  const endMs = script.horizonS * 1000;
  for (let nowMs = nextMs(world); nowMs <= endMs; nowMs = nextMs(world)) {
    const happening = world.ahead.filter(({ atMs }) => atMs <= nowMs);
    world.ahead = world.ahead.filter(({ atMs }) => atMs > nowMs);
    for (const { input, sight } of happening) {
      if (sight) world.events.push({ atMs: nowMs, ...sight });
      if (input.kind === "started") begin(world, input.attempt, nowMs);
      feed(world, input, nowMs);
    }
    feed(world, { kind: "tick" }, nowMs);
  }
  return world.events.toSorted((a, b) => a.atMs - b.atMs || rankOf(a) - rankOf(b));
}

function nextMs({ life, ahead }: World): number {
  return Math.min(nextDueMs(life) ?? Number.POSITIVE_INFINITY, ...ahead.map(({ atMs }) => atMs));
}

/** Events of one millisecond are told by kind, those of one kind by probe, the rest as they came. */
function rankOf(event: LifeEvent): number {
  const probe = "probe" in event ? ["liveness", "readiness", "startup"].indexOf(event.probe) : 0;
  return sights.indexOf(event.what) * 10 + probe;
}

function feed(world: World, input: Input, nowMs: number): void {
  const { life, effects } = step(world.script.spec, world.life, input, nowMs, world.settings);
  world.life = life;
  for (const effect of effects) follow(world, effect, nowMs);
}

function follow(world: World, effect: Effect, atMs: number): void {
  const { events, script } = world;
  switch (effect.kind) {
    case "start": {
      const { attempt } = effect;
      world.ahead.push({
        atMs: atMs + script.startMs,
        input: { kind: "started", attempt },
        sight: { what: "start", attempt },
      });
      break;
    }
    case "stop":
      events.push({ atMs, what: "stop", graceS: effect.graceS });
      end(world, effect.attempt, effect.graceS, atMs);
      break;
    case "probe":
      call(world, effect, atMs);
      break;
    case "result":
      events.push({ atMs, what: "result", probe: effect.probe, result: effect.result });
      break;
    case "status":
      events.push({ atMs, what: "status", ...effect.status });
      break;
    case "backoff":
      events.push({ atMs, what: "backoff", untilMs: effect.untilMs, delayS: effect.delayS });
      break;
    case "over":
      events.push({ atMs, what: "pod", state: effect.phase });
      break;
  }
}

function begin(world: World, attempt: number, nowMs: number): void {
  world.startedMs[attempt] = nowMs;
  const { exitMs, exitCode } = lifeOf(world.script, attempt);
  if (exitMs !== null) exitAt(world, nowMs + exitMs, attempt, exitCode);
}

/** SIGTERM, and SIGKILL once the grace is over; the process no longer ends by itself. */
function end(world: World, attempt: number, graceS: number, nowMs: number): void {
  const { stopMs } = world.script;
  const graceMs = graceS * 1000;
  world.ahead = world.ahead.filter(({ input }) => input.kind !== "exited");
  exitAt(world, nowMs + Math.min(stopMs, graceMs), attempt, stopMs <= graceMs ? 143 : 137);
}

function exitAt(world: World, atMs: number, attempt: number, exitCode: number): void {
  const input = { kind: "exited", attempt, exitCode } as const;
  world.ahead.push({ atMs, input, sight: { what: "exit", exitCode } });
}

function call(world: World, effect: Effect & { kind: "probe" }, nowMs: number): void {
  const { probe, attempt, callId, timeoutMs } = effect;
  const ageMs = nowMs - (world.startedMs[attempt] ?? nowMs);
  const { answer, takesMs } = handlerAt(world.script, probe, attempt, ageMs, timeoutMs);
  world.ahead.push({
    atMs: nowMs + takesMs,
    input: { kind: "answered", callId, answer },
    sight: { what: "handler", probe, result: answer },
  });
}

/** What a handler answers that is called at that age of the process, and how long it takes. */
function handlerAt(
  script: Script,
  probe: ProbeName,
  attempt: number,
  ageMs: number,
  timeoutMs: number,
): { readonly answer: Answer; readonly takesMs: number } {
  const answers = lifeOf(script, attempt).answers[probe];
  const result = answers?.findLast(({ fromMs }) => fromMs <= ageMs)?.result;
  const latencyMs = script.latencyMs[probe];
  if (result === undefined || latencyMs === undefined) {
    throw new Error(`"${script.name}" does not say what ${probe} answers at ${ageMs} ms`);
  }
  if (result === "error") return { answer: "error", takesMs: 0 };
  if (result === "slow" || latencyMs > timeoutMs) return { answer: "timeout", takesMs: timeoutMs };
  return { answer: result, takesMs: latencyMs };
}

function lifeOf(script: Script, attempt: number): ScriptedLife {
  const life = script.lives[attempt] ?? script.lives.at(-1);
  if (!life) throw new Error(`"${script.name}" has no lives; expected at least one`);
  return life;
}
