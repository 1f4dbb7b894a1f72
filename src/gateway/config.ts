/**
 * The contract between the supervisor and the gateway, the data plane of one running system.
 *
 * The gateway is a process of its own (`src/gateway/main.ts`), spawned with Bun IPC. It is told the
 * whole desired state each time, and it reports what happened:
 *
 * ```
 *   supervisor ── ToGateway ──▶ gateway ── doors ──▶ links ──▶ targets
 *              ◀─ FromGateway ─
 * ```
 *
 * This file is types only, and imports nothing.
 */

/** The whole desired state of the data plane; the gateway works out what has to change. */
export interface GatewayConfig {
  /** Echoed in `configured`; each configuration sent has a higher one than the one before. */
  readonly revision: number;
  readonly doors: readonly DoorSpec[];
  readonly groups: readonly TargetGroup[];
  readonly links: readonly LinkSpec[];
}

/** A listening socket. Its id is unique among the doors; changing host or port opens it anew. */
export type DoorSpec = HttpDoorSpec | TcpDoorSpec;

/** A door that does what an AWS Application Load Balancer does with HTTP/1.1. */
export interface HttpDoorSpec {
  readonly id: string;
  readonly protocol: "http";
  /** Address to listen on, e.g. "127.0.0.1". */
  readonly host: string;
  /** Port to listen on; 0 takes a free one, told in `listening`. */
  readonly port: number;
  /** First match wins; without a match the answer is 404, as from an ALB's fixed response. */
  readonly rules: readonly PathRule[];
  /**
   * How long a connection, to a caller or to a target, may pass no byte, in milliseconds.
   * An ALB has 60,000.
   */
  readonly idleTimeoutMs: number;
  /**
   * Age after which a caller's connection is closed with its next answer, in milliseconds.
   * An ALB has 3,600,000.
   */
  readonly clientKeepAliveMs: number;
  /** How long a target may take to accept a connection. @default 10,000, as an ALB. */
  readonly connectTimeoutMs?: number;
  /**
   * Address to dial targets from, e.g. "127.0.0.9", so that they can tell the door from others. It
   * must be one of this machine's: Linux has all of 127.0.0.0/8, macOS only 127.0.0.1.
   */
  readonly sourceAddress?: string;
  /** Link between the callers and this door. @default none: nothing can be put on that edge. */
  readonly link?: string;
}

/** A door that does what a Kubernetes NodePort does: each connection goes to one ready target. */
export interface TcpDoorSpec {
  readonly id: string;
  readonly protocol: "tcp";
  /** Address to listen on, e.g. "127.0.0.1". */
  readonly host: string;
  /** Port to listen on; 0 takes a free one, told in `listening`. */
  readonly port: number;
  readonly group: string;
  /** How long a target may take to accept a connection, in milliseconds. @default 10,000 */
  readonly connectTimeoutMs?: number;
  /** Address to dial targets from. @default the operating system's choice */
  readonly sourceAddress?: string;
  /** Link between the callers and this door. @default none */
  readonly link?: string;
}

/** Sends the paths that match to a group. */
export interface PathRule {
  /**
   * Compared with the path without its query, case-sensitive; `*` is any text, `?` any one
   * character. As an ALB's path pattern.
   */
  readonly path: string;
  readonly group: string;
}

/** Targets that can answer for each other. */
export interface TargetGroup {
  readonly id: string;
  readonly protocol: "http" | "tcp";
  /** @default none: a target is healthy as soon as it is ready */
  readonly health?: HealthCheck;
  /** How long requests to a removed target may still take before they are cut, in milliseconds. */
  readonly deregistrationDelayMs: number;
  /** @default "round_robin", as an ALB */
  readonly algorithm?: "round_robin" | "least_outstanding_requests";
  /** Link between the doors and these targets. @default none */
  readonly link?: string;
  readonly targets: readonly TargetSpec[];
}

/** An HTTP GET of `path` (a mere connection for a "tcp" group), repeated. */
export interface HealthCheck {
  readonly path: string;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  /** Passed checks in a row that make an unhealthy target healthy; a new target needs only one. */
  readonly healthyThreshold: number;
  /** Failed checks in a row that make a healthy target unhealthy. */
  readonly unhealthyThreshold: number;
  /** Status codes that pass: "200", "200-399", "200,302". */
  readonly matcher: string;
}

/**
 * One process that serves.
 *
 * Its id is unique in its group; a new address under an old id drains the old address and registers
 * the new one. Give it `ready: true` only once it listens: like an ALB, the gateway checks at once
 * on registration and then waits a whole interval.
 */
export interface TargetSpec {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  /**
   * False: known, but not routed to and not checked (its readiness probe fails). Requests in flight
   * go on. Turning true is a registration: state "initial", checked at once.
   */
  readonly ready: boolean;
}

/** An edge between two places, so that a drill can break it. Costs nothing while it is whole. */
export interface LinkSpec {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** @default "tcp". "udp" is reserved: the gateway answers `problem` and carries nothing. */
  readonly transport?: "tcp" | "udp";
  /**
   * What is wrong with it as it is made, before any door is open. A link that is there keeps the fault
   * that it has. @default nothing
   */
  readonly fault?: LinkFault;
}

/**
 * What is wrong with a link. Everything here acts on live connections and on new ones, both ways,
 * and stops acting when the fault is taken away.
 *
 * The gateway stands above TCP, so it does what the two ends would see of the packets' fate:
 *
 * - `delayMs`, `jitterMs`: every byte is held that long in each direction (order is kept), so a
 *   round trip takes twice as long, and a new connection costs one round trip more.
 * - `lossPercent`: lost segments are sent again by TCP, so the ends see *stalls*. Each piece of
 *   data waits for a retransmission time-out (200 ms, doubling: Linux TCP_RTO_MIN, RFC 6298 §5.5)
 *   as often as it is lost in a row, and all data behind it waits too; a new connection waits 1 s,
 *   2 s, 4 s … for its SYN (RFC 6298 §2.1). After 15 losses in a row (Linux tcp_retries2; 6 for a
 *   SYN) the connection is reset, so 100 percent behaves as "drop".
 * - `bytesPerSecond`: each connection carries no more than this in each direction.
 */
export interface LinkFault {
  /**
   * "refuse": connections are reset, live and new, as by a firewall that rejects.
   * "drop": nothing is carried and nothing is answered, as by a pulled cable; bytes under way are
   * carried on when the fault is taken away.
   */
  readonly cut?: "refuse" | "drop";
  /** One way, milliseconds. */
  readonly delayMs?: number;
  /** Each delay is changed by up to this much, both ways, milliseconds. */
  readonly jitterMs?: number;
  /** 0 to 100. */
  readonly lossPercent?: number;
  readonly bytesPerSecond?: number;
}

/** A process to end should the supervisor die. */
export interface GuardedProcess {
  /** Leader of its own process group; the whole group is ended. */
  readonly pid: number;
  /** What `identityOf(pid)` of `src/host/processes/identity.ts` said when it was started. */
  readonly identity: string;
  /** Between SIGTERM and SIGKILL, milliseconds; never more than 1,500 is taken. */
  readonly graceMs: number;
}

/** What the supervisor says. */
export type ToGateway =
  /** Answered by one `listening` or `door-failed` for each new door, then `configured`. */
  | { readonly type: "configure"; readonly config: GatewayConfig }
  /** Breaks a link; null makes it whole. Answered by `fault-set`, or by `problem`. */
  | { readonly type: "fault"; readonly link: string; readonly fault: LinkFault | null }
  /** Replaces the list of processes to end should the IPC channel close without a `shutdown`. */
  | { readonly type: "guard"; readonly children: readonly GuardedProcess[] }
  /** Asks for one `stats` now. */
  | { readonly type: "stats" }
  /** Drains every door for at most this long (milliseconds) and exits 0. Guarded processes live. */
  | { readonly type: "shutdown"; readonly graceMs: number };

/** What the gateway says. */
export type FromGateway =
  | { readonly type: "ready"; readonly pid: number }
  /** From here on, no new request goes to a target that this revision does not have ready. */
  | { readonly type: "configured"; readonly revision: number }
  | {
      readonly type: "listening";
      readonly door: string;
      readonly host: string;
      readonly port: number;
    }
  /** The door is not open. It is tried again with every `configure` that still has it. */
  | {
      readonly type: "door-failed";
      readonly door: string;
      readonly host: string;
      readonly port: number;
      /** "EADDRINUSE", "EACCES", "EADDRNOTAVAIL" … */
      readonly code: string;
      readonly message: string;
    }
  /** A removed door has finished its last request. */
  | { readonly type: "closed"; readonly door: string }
  | TargetChanged
  /** A removed target has no connection left; `cut` requests or connections were cut for it. */
  | {
      readonly type: "drained";
      readonly group: string;
      readonly target: string;
      readonly host: string;
      readonly port: number;
      readonly cut: number;
    }
  | { readonly type: "fault-set"; readonly link: string; readonly fault: LinkFault | null }
  /** Every second if anything changed, and when asked. */
  | GatewayStats
  /** Something in a message that cannot be done: it names what, and what was done instead. */
  | { readonly type: "problem"; readonly about: string; readonly message: string };

/** A target's state or its reason changed. */
export interface TargetChanged {
  readonly type: "target";
  readonly group: string;
  readonly target: string;
  readonly state: TargetState;
  /** Absent when healthy. */
  readonly reason?: TargetReason;
  /** The reason in words, e.g. "answered 500, expected 200". */
  readonly description?: string;
}

/** AWS's words (Elastic Load Balancing API, TargetHealth, 2015-12-01). */
export type TargetState = "initial" | "healthy" | "unhealthy" | "unused" | "draining";

/** AWS's words (Elastic Load Balancing API, TargetHealth, 2015-12-01). */
export type TargetReason =
  | "Elb.InitialHealthChecking"
  | "Target.ResponseCodeMismatch"
  | "Target.Timeout"
  | "Target.FailedHealthChecks"
  /** Known but not ready. */
  | "Target.NotRegistered"
  /** No rule and no TCP door leads to its group. */
  | "Target.NotInUse"
  | "Target.DeregistrationInProgress";

/** Counters since the gateway started; the difference of two is what happened between them. */
export interface GatewayStats {
  readonly type: "stats";
  /** Milliseconds since the gateway started. */
  readonly atMs: number;
  readonly doors: readonly DoorStats[];
  readonly targets: readonly TargetStats[];
}

/** What went through one door. */
export interface DoorStats {
  readonly door: string;
  /** Answered requests of an HTTP door; connections of a TCP door. */
  readonly requests: number;
  /** Answers that targets gave: [1xx, 2xx, 3xx, 4xx, 5xx]. AWS: HTTPCode_Target_2XX_Count … */
  readonly targetCodes: readonly [number, number, number, number, number];
  /** Answers that the door gave by itself, by status code. AWS: HTTPCode_ELB_5XX_Count … */
  readonly doorCodes: Readonly<Record<string, number>>;
  /** Open connections with callers, now. */
  readonly connections: number;
  /** Connections with callers that were turned away: no ready target, or a cut link. */
  readonly rejected: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** From a request's complete head to its answer's last byte; empty for a TCP door. */
  readonly latency: LatencyHistogram;
}

/** What went to one target. */
export interface TargetStats {
  readonly group: string;
  readonly target: string;
  readonly requests: number;
  /** Requests or connections open now. */
  readonly inFlight: number;
  /** Kept-alive HTTP connections open now, idle ones included. */
  readonly connections: number;
  /** Connections refused or timed out, resets, malformed answers, time-outs. */
  readonly failures: number;
}

/** Counts by logarithmic bucket; `quantileMs` and `bucketMs` of `histogram.ts` read it. */
export interface LatencyHistogram {
  readonly count: number;
  readonly sumMs: number;
  readonly maxMs: number;
  /** Pairs of bucket number and count, ascending, empty buckets left out. */
  readonly buckets: readonly (readonly [bucket: number, count: number])[];
}
