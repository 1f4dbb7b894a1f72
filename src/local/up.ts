import { token as newToken, suffix } from "#plinth/host/chance.ts";
import { monotonicMs, nowMs, pause, rfc3339 } from "#plinth/host/clock.ts";
import { thisPid } from "#plinth/host/machine.ts";
import { bootId } from "#plinth/host/processes/boot.ts";
import { identityOf } from "#plinth/host/processes/identity.ts";
import { writeText } from "#plinth/host/store.ts";
import { toJson } from "#plinth/model/json.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { System } from "#plinth/model/system.ts";
import { openApi } from "./api.ts";
import { controlOf } from "./control.ts";
import { copyAt } from "./copies.ts";
import type { Control, Copy } from "./copy.ts";
import { downCopy } from "./down.ts";
import { takeLock } from "./lock.ts";
import { planOf } from "./plan.ts";
import { choosePorts } from "./ports.ts";
import { prepareFolder } from "./prepare-folder.ts";
import {
  copyFolder,
  forgetRun,
  type SupervisorState,
  stateSchema,
  writeSupervisor,
} from "./state.ts";
import { Supervisor } from "./supervisor.ts";
import { openTelemetry } from "./telemetry.ts";
import type { UpRequest } from "./up-request.ts";
import { watchSystem } from "./watch.ts";

/** A system as its description says, and what is worth knowing of it that stops nobody. */
export interface Described {
  readonly system: System;
  readonly notes: readonly string[];
}

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

/** Whether a copy is on its way down; one that does not answer yet is on its way up. */
const isGoing = async (copy: Copy): Promise<boolean> => {
  try {
    const { state } = await controlOf(copy).view();
    return state === "stopping" || state === "stopped";
  } catch {
    return false;
  }
};

/** A copy of that name that runs already; none, once what was left of one is ended. */
export const runningCopy = async (
  root: string,
  name: string,
  file: string,
): Promise<Copy | undefined> => {
  let copy = copyAt(root, name);
  while (copy.state === "running" && (await isGoing(copy))) {
    await pause(20);
    copy = copyAt(root, name);
  }
  if (copy.state === "damaged")
    throw new Refusal("environment", copy.why ?? "its state is damaged");
  if (copy.state === "orphaned") await downCopy(copy, { volumes: false });
  if (copy.state !== "running") return undefined;
  const system = copy.view?.file;
  if (system !== undefined && `${root}/${system}` !== file) {
    const remedy = "Give this one another name with --name";
    throw new Refusal("usage", `"${name}" runs already, from ${system}. ${remedy}`);
  }
  return copy;
};

/** How long another process may take to bring a copy up, or down, until we no longer wait, ms. */
const othersWithinMs = 15_000;

/** The lock of a copy that does not run, or the copy that somebody else has brought up meanwhile. */
const whenFree = async (
  root: string,
  name: string,
  file: string,
): Promise<{ readonly copy: Copy } | { readonly release: () => void }> => {
  const folder = copyFolder(root, name);
  const until = monotonicMs() + othersWithinMs;
  while (monotonicMs() < until) {
    const copy = await runningCopy(root, name, file);
    if (copy) return { copy };
    prepareFolder(folder);
    const release = takeLock(folder);
    if (release) return { release };
    await pause(10);
  }
  const remedy = `Wait for it with: plinth wait ${name}`;
  throw new Refusal("environment", `"${name}" is being brought up by another process. ${remedy}`);
};

/** Brings a copy up in this process, which is then its supervisor until it is ended. */
export const upHere = async (request: UpRequest, signal: AbortSignal, load: Load): Promise<Up> => {
  const { root, file } = request;
  const described = await load(request);
  const name = nameOf(request, described.system);
  const folder = copyFolder(root, name);
  const free = await whenFree(root, name, file);
  if ("copy" in free) {
    const { copy } = free;
    const ended = Promise.resolve();
    return { control: controlOf(copy), copy, already: true, ended, kill: () => {} };
  }
  const { release } = free;
  try {
    return await begin(request, described, name, folder, signal, release);
  } catch (error) {
    forgetRun(folder);
    release();
    throw error;
  }
};

const begin = async (
  request: UpRequest,
  { system, notes }: Described,
  name: string,
  folder: string,
  signal: AbortSignal,
  release: () => void,
): Promise<Up> => {
  const { root, file } = request;
  const plan = planOf(system);
  const ports = await choosePorts(plan, request.otherPorts ?? true);
  const state: SupervisorState = {
    schema: stateSchema,
    name,
    system: system.name,
    file,
    profile: system.profile,
    pid: thisPid(),
    identity: identityOf(thisPid()) ?? "",
    boot: bootId(),
    startedAt: rfc3339(nowMs()),
    runId: suffix(16),
    token: newToken(),
  };
  writeText(`${folder}/model.json`, `${JSON.stringify(toJson(system), null, 2)}\n`);
  writeSupervisor(folder, state);
  const telemetryToken = newToken();
  const telemetry = openTelemetry(folder, telemetryToken, () => {});
  const supervisor = new Supervisor({
    plan,
    ports,
    notes,
    folder,
    file: file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file,
    autoscalerSpeed: request.autoscalerSpeed ?? 1,
    copy: {
      root,
      name,
      runId: state.runId,
      telemetry: { url: `http://127.0.0.1:${telemetry.port}`, token: telemetryToken },
    },
  });
  const ended = Promise.withResolvers<void>();
  let closing: Promise<void> | undefined;
  const unwatch = request.watch === false ? (): void => {} : watchSystem(request, supervisor);
  const close = (): Promise<void> => {
    closing ??= (async () => {
      unwatch();
      await supervisor.end();
      await telemetry.stop();
      forgetRun(folder);
      release();
    })();
    return closing;
  };
  const api = openApi(supervisor, state.token, close);
  writeSupervisor(folder, { ...state, port: api.port });
  signal.addEventListener("abort", () => void close(), { once: true });
  try {
    await supervisor.begin();
  } catch (error) {
    supervisor.kill();
    await api.stop();
    await telemetry.stop();
    throw error;
  }
  void (async () => {
    await supervisor.whenGone();
    await close();
    await pause(30);
    await api.stop();
    ended.resolve();
  })();
  if (signal.aborted) void close();
  const copy: Copy = { name, folder, state: "running", view: supervisor.view() };
  const kill = (): void => supervisor.kill();
  return { control: controlOf(copy), copy, already: false, ended: ended.promise, kill };
};
