import { type Answer, answerOfExec, answerOfHttp } from "#plinth/control/kubelet/answer.ts";
import { after } from "#plinth/host/clock.ts";
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
    const response = await fetch(url, {
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      headers: { "user-agent": "kube-probe/1.36", accept: "*/*", connection: "close" },
    });
    await response.body?.cancel();
    const { status } = response;
    return { answer: answerOfHttp(status), says: `GET ${url} answered ${status}` };
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") {
      return { answer: "timeout", says: `GET ${url} did not answer within ${timeoutMs} ms` };
    }
    return { answer: "fail", says: `GET ${url}: ${(error as Error).message}` };
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

/**
 * Resolves when somebody listens there, or after `atMostMs`. This is when a process here counts as
 * started, as a container does when its runtime says so; the probes take over from there.
 */
export const listens = (host: string, port: number, atMostMs: number): Promise<void> =>
  new Promise((resolve) => {
    let [over, waitMs] = [false, 4];
    const end = (): void => {
      over = true;
      cancel();
      resolve();
    };
    const cancel = after(atMostMs, end);
    const look = async (): Promise<void> => {
      if (over) return;
      if (await canConnect(host, port, 200)) return end();
      waitMs = Math.min(50, waitMs * 1.5);
      after(waitMs, () => void look());
    };
    void look();
  });
