import { STATUS_CODES } from "node:http";

/** One thing that is wrong with what was sent: a JSON pointer or a parameter's name, and a sentence. */
export interface Fault {
  readonly at: string;
  readonly detail: string;
}

/** An answer that is not what was asked for, told as RFC 9457 has it. */
export class Problem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly Fault[];

  /** @param detail a sentence for whoever asked; it must hold nothing that they may not know. */
  constructor(
    status: number,
    detail: string,
    more: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly errors?: readonly Fault[];
      readonly cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: more.cause });
    this.status = status;
    this.headers = more.headers ?? {};
    this.errors = more.errors ?? [];
  }
}

/** 503: try again, and when. What is behind it goes into the log, not to the client. */
export const unavailable = (detail: string, cause?: unknown): Problem =>
  new Problem(503, detail, { headers: { "retry-after": "1" }, cause });

/**
 * The answer itself. Its type is about:blank, as RFC 9457, section 4.2.1 wants it where the status says
 * all: the title is then the status' own name.
 */
export function problemResponse(problem: Problem, requestId: string): Response {
  const { status, message, errors, headers } = problem;
  const body = {
    title: STATUS_CODES[status] ?? "Unknown",
    status,
    detail: message,
    ...(errors.length > 0 && { errors }),
    request_id: requestId,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...headers,
    },
  });
}
