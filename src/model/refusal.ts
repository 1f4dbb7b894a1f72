/**
 * Why something was not done, each with its exit code: one table for all verbs.
 * What is not in it is a fault of ours and ends in 70.
 */
export const exitCodes = {
  /** Done. */
  done: 0,
  /** Done, and what was asked for is not so: a service that failed, a copy that is not healthy. */
  unhealthy: 1,
  /** The words were wrong: an unknown verb, flag, system, node. */
  usage: 2,
  /** The system file is missing, does not compile, throws, returns nothing, or has findings. */
  model: 3,
  /** `check` found something as bad as was asked for, or worse. */
  findings: 4,
  /** The bill that is expected is over a budget. */
  budget: 5,
  /** A price is missing from its book, or a book is past the day until which it is believed. */
  book: 6,
  /** It did not happen in time. */
  timeout: 7,
  /** The machine is in the way: a port, a directory, a disk, a missing tool, a damaged file. */
  environment: 8,
  /** Nothing runs under that name. */
  notRunning: 9,
  /** A rehearsal went well as far as it went, and a tool for the rest of it is missing. */
  partial: 10,
  /** Terraform, kubectl, a registry or the cloud refused or failed; what was done stays. */
  cloud: 11,
  /** Our fault. */
  internal: 70,
  /** Stopped by Ctrl-C before it was done. */
  interrupted: 130,
} as const;

export type RefusalKind = Exclude<keyof typeof exitCodes, "done" | "internal">;

/** A known reason not to go on: its message names the thing and the remedy, and nothing changed. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly kind: RefusalKind;
  /** Further lines, e.g. one finding each. */
  readonly details: readonly string[];

  constructor(
    kind: RefusalKind,
    message: string,
    options: { readonly details?: readonly string[]; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.details = options.details ?? [];
  }

  get exitCode(): number {
    return exitCodes[this.kind];
  }
}
