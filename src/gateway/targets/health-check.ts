import type { Dialling } from "#plinth/host/net/dial.ts";
import type { Net } from "#plinth/host/net/net.ts";
import type { Timer } from "#plinth/host/net/timers.ts";
import type { Wire } from "#plinth/host/net/wire.ts";
import type { HealthCheck } from "../config.ts";
import { INCOMPLETE } from "../http/field-line.ts";
import { ascii } from "../http/head-writer.ts";
import { ResponseHead, readResponseHead } from "../http/response-head.ts";
import type { CheckOutcome } from "./health.ts";
import { statusMatcher } from "./status-matcher.ts";
import type { Target } from "./target.ts";

/**
 * Checks a target now and then every `intervalMs`, each time over a connection of its own that is
 * closed afterwards, along the same link as requests.
 * Source: AWS, "Health checks for Application Load Balancer target groups".
 */
export function checkRepeatedly(
  net: Net,
  target: Target,
  protocol: "http" | "tcp",
  check: HealthCheck,
  onOutcome: (outcome: CheckOutcome) => void,
): Timer {
  let running: Dialling | undefined;
  const begin = () => {
    running?.cancel();
    running = checkOnce(net, target, protocol, check, onOutcome);
  };
  const interval = net.every(check.intervalMs, begin);
  begin();
  return {
    cancel() {
      interval.cancel();
      running?.cancel();
    },
  };
}

function checkOnce(
  net: Net,
  target: Target,
  protocol: "http" | "tcp",
  check: HealthCheck,
  onOutcome: (outcome: CheckOutcome) => void,
): Dialling {
  let wire: Wire | undefined;
  let isOver = false;
  const end = () => {
    isOver = true;
    timer.cancel();
    dialling.cancel();
    wire?.reset();
  };
  const conclude = (outcome: CheckOutcome) => {
    if (isOver) return;
    end();
    onOutcome(outcome);
  };
  const fail = (description: string) =>
    conclude({ passed: false, reason: "Target.FailedHealthChecks", description });
  const timeOut = () =>
    conclude({
      passed: false,
      reason: "Target.Timeout",
      description: `no answer within ${check.timeoutMs} ms`,
    });
  const timer = net.after(check.timeoutMs, timeOut);
  const dialling = target.dial(
    "",
    check.timeoutMs,
    (opened) => {
      wire = opened;
      if (protocol === "tcp") conclude({ passed: true });
      else askHttp(opened, target, check, conclude, fail);
    },
    (code) => (code === "ETIMEDOUT" ? timeOut() : fail(`cannot connect: ${code}`)),
  );
  return { cancel: end };
}

function askHttp(
  wire: Wire,
  target: Target,
  check: HealthCheck,
  conclude: (outcome: CheckOutcome) => void,
  fail: (description: string) => void,
): void {
  const passes = statusMatcher(check.matcher);
  const head = new ResponseHead();
  let known: Buffer = Buffer.alloc(0);
  wire.owner = {
    onData(bytes) {
      known = known.length === 0 ? bytes : Buffer.concat([known, bytes]);
      const length = readResponseHead(head, known, known.length);
      if (length === INCOMPLETE) return;
      if (length < 0) fail("its answer is malformed");
      else if (passes?.(head.status)) conclude({ passed: true });
      else {
        conclude({
          passed: false,
          reason: "Target.ResponseCodeMismatch",
          description: `answered ${head.status}, expected ${check.matcher}`,
        });
      }
    },
    onDrain() {},
    onEnd: () => fail("it closed the connection without an answer"),
    onClose: (code) => fail(`it closed the connection without an answer${code ? `: ${code}` : ""}`),
  };
  const { host, port } = target.spec;
  const lines = [
    `GET ${check.path} HTTP/1.1`,
    `Host: ${host.includes(":") ? `[${host}]` : host}:${port}`,
    "Connection: close",
    "User-Agent: ELB-HealthChecker/2.0",
  ];
  const request = ascii(`${lines.join("\r\n")}\r\n\r\n`);
  wire.write(request, 0, request.length);
}
