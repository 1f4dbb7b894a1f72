import { type Answer, answerOfExec, answerOfHttp } from "#plinth/control/kubelet/answer.ts";
import { pause } from "#plinth/host/clock.ts";
import { askHttp, isTimeout, whyNoAnswer } from "#plinth/host/http-client.ts";
import { canConnect } from "#plinth/host/net/connect.ts";
import { runOnce } from "#plinth/host/processes/run-once.ts";
import type { ProbeAction } from "#plinth/model/local-part.ts";

/** What a probe found, with a sentence for people. */
export interface ProbeAnswer {
  readonly answer: Answer;
  readonly says: string;
}

/** Whom a probe asks. */
export interface ProbeTarget {
  readonly host: string;
  /** Port number by name. */
  readonly ports: Readonly<Record<string, number>>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

const http = async (url: string, timeoutMs: number): Promise<ProbeAnswer> => {
  try {
    // As the kubelet asks, but for redirects, which are well here and not followed
    // (k8s@v1.36.2 pkg/probe/http/http.go).
    const response = await askHttp(url, {
      signal: AbortSignal.timeout(timeoutMs),
      headers: { "user-agent": "kube-probe/1.36", accept: "*/*", connection: "close" },
    });
    await response.body?.cancel();
    const { status } = response;
    return { answer: answerOfHttp(status), says: `GET ${url} answered ${status}` };
  } catch (error) {
    if (isTimeout(error)) {
      return { answer: "timeout", says: `GET ${url} did not answer within ${timeoutMs} ms` };
    }
    return { answer: "fail", says: `GET ${url}: ${whyNoAnswer(error)}` };
  }
};

const exec = async (
  command: readonly string[],
  target: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeAnswer> => {
  const { exitCode, timedOut, output } = await runOnce({ command, ...target, timeoutMs });
  const words = command.join(" ");
  if (timedOut) return { answer: "timeout", says: `${words} took longer than ${timeoutMs} ms` };
  const said = output === "" ? "" : `: ${output.slice(0, 200)}`;
  return { answer: answerOfExec(exitCode), says: `${words} exited with ${exitCode}${said}` };
};

/** Asks once. Never throws: what cannot be asked is an `error`, which counts as no answer. */
export const ask = async (
  action: ProbeAction,
  target: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeAnswer> => {
  if ("exec" in action) return exec(action.exec.command, target, timeoutMs);
  const port = target.ports["http" in action ? action.http.port : action.tcp.port];
  if (port === undefined) return { answer: "error", says: "the probe names a port there is not" };
  if ("http" in action) {
    return http(`http://${target.host}:${port}${action.http.path}`, timeoutMs);
  }
  const open = await canConnect(target.host, port, timeoutMs);
  const at = `${target.host}:${port}`;
  return open
    ? { answer: "ok", says: `${at} accepts connections` }
    : { answer: "fail", says: `${at} does not accept connections` };
};

/** Between two looks at a port, ms: at first, and at most. */
const lookMs = { first: 4, most: 100 } as const;

/** Resolves when somebody listens there, or when it is no longer worth waiting for. */
export const listens = async (
  host: string,
  port: number,
  ended: Promise<unknown>,
): Promise<void> => {
  const over = new AbortController();
  void ended.then(() => over.abort());
  for (let waitMs: number = lookMs.first; !over.signal.aborted; ) {
    if (await canConnect(host, port, 200)) return;
    await pause(waitMs, over.signal);
    waitMs = Math.min(lookMs.most, waitMs * 1.5);
  }
};
