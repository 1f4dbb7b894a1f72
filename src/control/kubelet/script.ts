import { type Fields, fieldsOf } from "../fields.ts";
import type { Answer } from "./answer.ts";
import { withDefaults } from "./defaults.ts";
import type { ContainerStatus, PodPhase, Result } from "./effect.ts";
import { type ContainerSpec, type Probe, type ProbeName, probeNames } from "./spec.ts";

/** A line of probes.ndjson: a container, all that happens to it, and what Kubernetes did. */
export interface Script {
  readonly name: string;
  readonly spec: ContainerSpec;
  /** What a process takes to start, ms. */
  readonly startMs: number;
  /** What a process takes to end after SIGTERM, ms. */
  readonly stopMs: number;
  /** The kubelet's, ms. */
  readonly syncMs: number;
  readonly horizonS: number;
  /** What a handler takes to answer `ok` or `fail`, ms. */
  readonly latencyMs: { readonly [N in ProbeName]?: number };
  /** By attempt, at least one, the last one for all that follow. */
  readonly lives: readonly ScriptedLife[];
  /** What Kubernetes did, in order. */
  readonly events: readonly LifeEvent[];
}

/** What one process does. */
export interface ScriptedLife {
  /** The age at which it ends by itself, ms; null: never. */
  readonly exitMs: number | null;
  readonly exitCode: number;
  readonly answers: { readonly [N in ProbeName]?: readonly ScriptedAnswer[] };
}

/** What a handler does that is called from that age on; `slow`: nothing before the timeout. */
export interface ScriptedAnswer {
  readonly fromMs: number;
  readonly result: "ok" | "fail" | "slow" | "error";
}

/** What can be seen of a life, without its time. */
export type Sight =
  | { readonly what: "exit"; readonly exitCode: number }
  | { readonly what: "stop"; readonly graceS: number }
  | { readonly what: "start"; readonly attempt: number }
  | { readonly what: "handler"; readonly probe: ProbeName; readonly result: Answer }
  | { readonly what: "result"; readonly probe: ProbeName; readonly result: Result }
  | ({ readonly what: "status" } & ContainerStatus)
  | { readonly what: "backoff"; readonly untilMs: number; readonly delayS: number }
  | { readonly what: "pod"; readonly state: PodPhase };

/** What was seen, and when. */
export type LifeEvent = { readonly atMs: number } & Sight;

/** The kinds of events, in the order in which those of one millisecond are told. */
export const sights = [
  "exit",
  "stop",
  "start",
  "handler",
  "result",
  "status",
  "backoff",
  "pod",
] as const satisfies readonly Sight["what"][];

/** @throws an Error whose sentence says what is wrong with the line. */
export function parseScript(line: string): Script {
  const script = fieldsOf(parseJson(line));
  const probes = probeNames.filter((name) => script.has(`${name}Probe`));
  const written = Object.fromEntries(
    probes.map((name) => [`${name}Probe`, probeOf(script.object(`${name}Probe`))]),
  );
  const lives = script.objects("lives").map((life) => lifeOf(life, probes));
  if (lives.length === 0) throw new Error("lives is empty; expected at least one");
  return {
    name: script.text("name"),
    spec: withDefaults({
      restartPolicy: script.oneOf("restartPolicy", ["Always", "OnFailure", "Never"]),
      terminationGracePeriodSeconds: script.number("terminationGracePeriodSeconds"),
      ...written,
    }),
    startMs: script.number("startMs"),
    stopMs: script.number("stopMs"),
    syncMs: script.number("syncMs"),
    horizonS: script.number("horizonS"),
    latencyMs: Object.fromEntries(
      probes.map((name) => [name, script.object(`${name}Probe`).number("latencyMs")]),
    ),
    lives,
    events: script.objects("events").map(eventOf),
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error("it is not JSON", { cause });
  }
}

const probeFields = [
  "initialDelaySeconds",
  "periodSeconds",
  "timeoutSeconds",
  "successThreshold",
  "failureThreshold",
  "terminationGracePeriodSeconds",
] as const satisfies readonly (keyof Probe)[];

function probeOf(probe: Fields): Partial<Probe> {
  const written = probeFields.filter((field) => probe.has(field));
  return Object.fromEntries(written.map((field) => [field, probe.number(field)]));
}

function lifeOf(life: Fields, probes: readonly ProbeName[]): ScriptedLife {
  const answers = probes.map((name) => [name, life.objects(name).map(answerOf)]);
  return {
    exitMs: life.numberOrNull("exitMs"),
    exitCode: life.number("exitCode"),
    answers: Object.fromEntries(answers),
  };
}

const answerOf = (answer: Fields): ScriptedAnswer => ({
  fromMs: answer.number("fromMs"),
  result: answer.oneOf("result", ["ok", "fail", "slow", "error"]),
});

const eventOf = (event: Fields): LifeEvent => ({ atMs: event.number("atMs"), ...sightOf(event) });

function sightOf(event: Fields): Sight {
  const what = event.oneOf("what", sights);
  switch (what) {
    case "exit":
      return { what, exitCode: event.number("exitCode") };
    case "stop":
      return { what, graceS: event.number("graceS") };
    case "start":
      return { what, attempt: event.number("attempt") };
    case "handler": {
      const result = event.oneOf("result", ["ok", "fail", "timeout", "error"]);
      return { what, probe: event.oneOf("probe", probeNames), result };
    }
    case "result": {
      const result = event.oneOf("result", ["Success", "Failure", "UNKNOWN"]);
      return { what, probe: event.oneOf("probe", probeNames), result };
    }
    case "status":
      return {
        what,
        state: event.oneOf("state", states),
        started: event.has("started") && event.flag("started"),
        ready: event.flag("ready"),
        restarts: event.number("restarts"),
      };
    case "backoff":
      return { what, untilMs: event.number("untilMs"), delayS: event.number("delayS") };
    case "pod":
      return { what, state: event.oneOf("state", ["Succeeded", "Failed"]) };
  }
}

const states = ["ContainerCreating", "Running", "Terminated", "CrashLoopBackOff"] as const;
