import { token as newToken, suffix } from "#plinth/host/chance.ts";
import { nowMs, pause, rfc3339 } from "#plinth/host/clock.ts";
import type { HttpServer } from "#plinth/host/http-server.ts";
import { thisPid } from "#plinth/host/machine.ts";
import { bootId } from "#plinth/host/processes/boot.ts";
import { identityOf } from "#plinth/host/processes/identity.ts";
import { writeText } from "#plinth/host/store.ts";
import { toJson } from "#plinth/model/json.ts";
import { openApi } from "./api/api.ts";
import { openTelemetry } from "./api/telemetry.ts";
import { forgetRun, type SupervisorState, stateSchema, writeSupervisor } from "./copies/state.ts";
import type { Described } from "./described.ts";
import type { CopyContext } from "./plan/launch.ts";
import { planOf } from "./plan/plan.ts";
import { choosePorts } from "./plan/ports.ts";
import { withGiven } from "./servers/given.ts";
import { Supervisor } from "./supervisor.ts";
import type { UpRequest } from "./up-request.ts";
import { watchSystem } from "./watch.ts";

/** A copy to be run: its lock is ours. */
export interface CopyToRun {
  readonly request: UpRequest;
  readonly described: Described;
  readonly name: string;
  /** Absolute; its state. */
  readonly folder: string;
  /** Gives the lock back. */
  readonly release: () => void;
}

/** A copy that this process runs. */
export interface RunningCopy {
  readonly supervisor: Supervisor;
  /** Ends it with grace. Resolves when nothing of it runs, its control API excepted. */
  close(): Promise<void>;
  /** Resolves when nothing of it is left. */
  readonly ended: Promise<void>;
}

/** A client that asked for the end is still answered for this long, ms. */
const lastAnswerMs = 30;

const stateOf = ({ request, described, name }: CopyToRun): SupervisorState => ({
  schema: stateSchema,
  name,
  system: described.system.name,
  file: request.file,
  profile: described.system.profile,
  pid: thisPid(),
  identity: identityOf(thisPid()) ?? "",
  boot: bootId(),
  startedAt: rfc3339(nowMs()),
  runId: suffix(16),
  token: newToken(),
});

const contextOf = (
  { request: { root }, name }: CopyToRun,
  { runId }: SupervisorState,
  telemetry: HttpServer,
  token: string,
): CopyContext => {
  const url = `http://127.0.0.1:${telemetry.port}`;
  return { root, name, runId, telemetry: { url, token } };
};

/** Runs a copy in this process. @throws when it cannot be begun; nothing of it runs then */
export const runCopy = async (toRun: CopyToRun): Promise<RunningCopy> => {
  const { request, described, folder, release } = toRun;
  const { root, file } = request;
  const plan = withGiven(planOf(described.system));
  const ports = await choosePorts(plan, request.otherPorts ?? true);
  const state = stateOf(toRun);
  const telemetryToken = newToken();
  const telemetry = openTelemetry(folder, telemetryToken, () => {});
  const supervisor = new Supervisor({
    plan,
    ports,
    notes: described.notes,
    folder,
    file: file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file,
    autoscalerSpeed: request.autoscalerSpeed ?? 1,
    otherPorts: request.otherPorts ?? true,
    copy: contextOf(toRun, state, telemetry, telemetryToken),
  });
  let unwatch = (): void => {};
  let closing: Promise<void> | undefined;
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
  try {
    supervisor.prepare();
    writeText(`${folder}/model.json`, `${JSON.stringify(toJson(described.system), null, 2)}\n`);
    writeSupervisor(folder, { ...state, port: api.port });
    await supervisor.begin();
    if (request.watch !== false && !closing) unwatch = watchSystem(request, supervisor);
  } catch (error) {
    supervisor.kill();
    await Promise.all([api.stop(), telemetry.stop()]);
    throw error;
  }
  const ended = (async () => {
    await supervisor.whenGone();
    await close();
    await pause(lastAnswerMs);
    await api.stop();
  })();
  return { supervisor, close, ended };
};
