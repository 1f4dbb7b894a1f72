import { hoursPerMonth, type Measure } from "#plinth/model/cost-line.ts";

/** What a system is asked to do, on average over a month. What is left out is not known. */
export interface Load {
  /** Requests a second, all doors together. */
  readonly ratePerSecond?: number;
  /** Size of a request with its headers, bytes. */
  readonly requestBytes: number;
  /** Size of an answer with its headers, bytes. */
  readonly answerBytes: number;
  readonly requestsPerConnection: number;
  /** How long a connection is held, seconds. */
  readonly connectionSeconds: number;
  /** What is written to logs for a request, bytes; 0: nothing. */
  readonly logBytes?: number;
  /** Processor time that a request takes, microseconds. */
  readonly cpuMicrosPerRequest?: number;
}

/**
 * What is taken for granted where nothing else is said: 400 bytes an answer (B-TIME-19 counts so),
 * 150 a request, 100 requests over a connection that is held for a balancer's idle time. Whoever
 * shows a bill shows these beside it.
 */
export const assumedLoad: Load = {
  requestBytes: 150,
  answerBytes: 400,
  requestsPerConnection: 100,
  connectionSeconds: 60,
};

const secondsPerMonth = hoursPerMonth * 3_600;
/** Decimal gigabytes: a transfer is then rather over- than understated. */
const bytesPerGb = 1e9;

/** What the load comes to in a month, or which figure is missing, as a flag. */
export const loadOver = (load: Load, measure: Measure): number | { readonly missing: string } => {
  if (load.ratePerSecond === undefined) return { missing: "--rate" };
  const requests = load.ratePerSecond * secondsPerMonth;
  const gb = (bytes: number): number => (requests * bytes) / bytesPerGb;
  switch (measure) {
    case "request":
      return requests;
    case "gb-in":
      return gb(load.requestBytes);
    case "gb-out":
      return gb(load.answerBytes);
    case "gb-both":
      return gb(load.requestBytes + load.answerBytes);
    case "gb-log":
      return load.logBytes === undefined ? { missing: "--log-bytes" } : gb(load.logBytes);
    case "vcpu-hour":
      return load.cpuMicrosPerRequest === undefined
        ? { missing: "--cpu-per-request" }
        : (requests * load.cpuMicrosPerRequest) / 1e6 / 3_600;
  }
};
