/** Asks over HTTP. The only place that does. */

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
