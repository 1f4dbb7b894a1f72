import { quantile } from "../lib/statistics.ts";
import { Lane } from "./lane.ts";

export interface OpenLoopOptions {
  readonly url: string;
  readonly ratePerSecond: number;
  /** Measured time. @default 5 */
  readonly seconds?: number;
  /** Same rate before that, not measured. @default 1 */
  readonly warmupSeconds?: number;
  /** Keep-alive connections, at most one request on each. @default 64 */
  readonly connections?: number;
  /** Extra request headers. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** How long answers may still come after the last request was due. @default 2000 */
  readonly lingerMs?: number;
}

export interface OpenLoopResult {
  readonly ratePerSecond: number;
  /** Requests due in the measured time. */
  readonly requests: number;
  /** Due, but without an answer: no free connection, connection lost, or too late. */
  readonly unanswered: number;
  /** Answers that were not 2xx. */
  readonly badStatuses: number;
  /** Connections lost or refused, warm-up included. */
  readonly lostConnections: number;
  /** Latency from the moment a request was due, not from when it could be sent. */
  readonly latencyMsP50: number;
  readonly latencyMsP90: number;
  readonly latencyMsP99: number;
  readonly latencyMsP999: number;
  readonly latencyMsMax: number;
  /** How late the generator itself sent: part of the latency above, and its margin of error. */
  readonly sendLagMsP50: number;
  readonly sendLagMsP99: number;
}

/**
 * Sends requests on a fixed schedule whatever the server does, and measures each from the moment it
 * was due, so that a stalled server cannot slow the questions down and look fast (coordinated
 * omission, as wrk2 corrects for: https://github.com/giltene/wrk2). It spins between sends: give it
 * a core of its own.
 * @throws when not one connection can be made, or not one answer came.
 */
export async function runOpenLoop(options: OpenLoopOptions): Promise<OpenLoopResult> {
  const { ratePerSecond, seconds = 5, warmupSeconds = 1, connections = 64 } = options;
  const { headers = {}, lingerMs = 2000 } = options;
  const target = new URL(options.url);
  const bytes = requestBytes(target, headers);
  const warmups = Math.round(warmupSeconds * ratePerSecond);
  const total = warmups + Math.round(seconds * ratePerSecond);
  const latencyMs = new Float64Array(total).fill(Number.NaN);
  const sendLagMs = new Float64Array(total).fill(Number.NaN);
  const idle = new Set<Lane>();
  let settled = 0;
  let badStatuses = 0;
  let lostConnections = 0;
  let startMs = performance.now();
  const lateMs = (n: number) => performance.now() - startMs - (n * 1000) / ratePerSecond;

  const lanes = Array.from(
    { length: connections },
    () =>
      new Lane(target, {
        onIdle: (lane) => idle.add(lane),
        onAnswer: (request, status) => {
          latencyMs[request] = lateMs(request);
          if (request >= warmups && (status < 200 || status > 299)) badStatuses += 1;
          settled += 1;
        },
        onLost: (lane, request) => {
          idle.delete(lane);
          lostConnections += 1;
          if (request !== undefined) settled += 1;
        },
      }),
  );
  try {
    await until(() => idle.size + lostConnections >= connections);
    if (idle.size === 0) throw new Error(`cannot connect to ${target.host}`);
    startMs = performance.now();
    let next = 0;
    await until(() => {
      while (next < total && lateMs(next) >= 0) {
        const [lane] = idle;
        if (lane === undefined) break;
        idle.delete(lane);
        sendLagMs[next] = lateMs(next);
        lane.send(next, bytes);
        next += 1;
      }
      return settled >= total || lateMs(total) > lingerMs;
    });
  } finally {
    for (const lane of lanes) lane.close();
  }
  const answered = sorted(latencyMs.subarray(warmups));
  const lags = sorted(sendLagMs.subarray(warmups));
  if (answered.length === 0) throw new Error(`${target.host} gave no answer`);
  return {
    ratePerSecond,
    requests: total - warmups,
    unanswered: total - warmups - answered.length,
    badStatuses,
    lostConnections,
    latencyMsP50: quantile(answered, 0.5),
    latencyMsP90: quantile(answered, 0.9),
    latencyMsP99: quantile(answered, 0.99),
    latencyMsP999: quantile(answered, 0.999),
    latencyMsMax: quantile(answered, 1),
    sendLagMsP50: quantile(lags, 0.5),
    sendLagMsP99: quantile(lags, 0.99),
  };
}

/** The numbers that are there, ascending. */
const sorted = (values: Float64Array): Float64Array =>
  values.filter((value) => !Number.isNaN(value)).sort();

/** Polls on every turn of the event loop: a timer would add up to a millisecond to each answer. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}

function requestBytes(target: URL, headers: Readonly<Record<string, string>>): Uint8Array {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const path = `${target.pathname}${target.search}`;
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${target.host}\r\n${lines.join("")}\r\n`);
}
