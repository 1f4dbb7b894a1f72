/** Asks over HTTP. The only place that does. */
import { codeOf } from "./store.ts";

export interface Asking {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Certificates, as PEM, that are believed over TLS instead of the machine's. */
  readonly ca?: string;
}

/** The answer, whatever its status; redirects are answers too. @throws when there is none */
export const askHttp = (url: string, { ca, ...asking }: Asking = {}): Promise<Response> =>
  fetch(url, { ...asking, redirect: "manual", ...(ca !== undefined && { tls: { ca } }) });

/** Whether an error says that a time-out's signal fired. */
export const isTimeout = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "TimeoutError";

/** Why there was no answer, in a few words; what the runtime says of it is advice to its own callers. */
export const whyNoAnswer = (error: unknown): string => {
  const code = codeOf(error);
  if (code === "ECONNREFUSED") return "nothing accepts connections there";
  if (code === "ECONNRESET") return "the connection was closed without an answer";
  return error instanceof Error ? error.message : String(error);
};

/** Hop by hop, or of a length that is counted anew (RFC 9110, section 7.6.1). */
const ofTheHop = ["connection", "content-length", "host", "transfer-encoding", "expect"];

/** Passes a request on with another body, and gives the answer as it came. */
export const passOn = async (request: Request, url: string, body: string): Promise<Response> => {
  const headers = new Headers(request.headers);
  for (const name of ofTheHop) headers.delete(name);
  const { method } = request;
  const isBare = method === "GET" || method === "HEAD";
  const answer = await fetch(url, {
    method,
    headers,
    redirect: "manual",
    ...(!isBare && { body }),
  });
  const back = new Headers(answer.headers);
  for (const name of [...ofTheHop, "content-encoding"]) back.delete(name);
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers: back });
};
