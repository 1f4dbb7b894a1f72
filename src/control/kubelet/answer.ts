/**
 * How one call of a probe ended. `timeout`: no answer in time, which is a failure. `error`: the
 * call could not be made at all, which says nothing of the container.
 */
export type Answer = "ok" | "fail" | "timeout" | "error";

/**
 * What a response says. A connection that is refused or breaks is a `fail`, and so is a TCP
 * connect that does not succeed; redirects are followed on the same host only, ten times.
 * Source: k8s@v1.36.2 pkg/probe/http/http.go (DoHTTPProbe, RedirectChecker), pkg/probe/tcp/tcp.go.
 */
export function answerOfHttp(status: number): Answer {
  return status >= 200 && status < 400 ? "ok" : "fail";
}

/**
 * What the end of a command says; one that cannot be run is an `error`.
 * Source: k8s@v1.36.2 pkg/probe/exec/exec.go.
 */
export function answerOfExec(exitCode: number): Answer {
  return exitCode === 0 ? "ok" : "fail";
}
