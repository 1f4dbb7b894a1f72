/** Asks over HTTP. The only place that does. */

export interface Asking {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** The answer, whatever its status; redirects are answers too. @throws when there is none */
export const askHttp = (url: string, asking: Asking = {}): Promise<Response> =>
  fetch(url, { ...asking, redirect: "manual" });

/** Whether an error says that a time-out's signal fired. */
export const isTimeout = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "TimeoutError";
