/** The clock: the only place that asks what time it is, or waits. */

/** Ends a wait or a repetition; harmless when it is over already. */
export type Cancel = () => void;

/** Wall clock, ms since 1970. May jump; for what people read. */
export const nowMs = (): number => Date.now();

/** A clock that never runs backwards, ms; for differences. */
export const monotonicMs = (): number => performance.now();

/** Ms since 1970 as they were when we started and have passed since: never runs backwards. */
export const steadyMs = (): number => performance.timeOrigin + performance.now();

/** RFC 3339 with milliseconds, UTC. */
export const rfc3339 = (ms: number): string => new Date(ms).toISOString();

/** Calls once, after so many ms. */
export const after = (ms: number, call: () => void): Cancel => {
  const timer = setTimeout(call, Math.min(Math.max(0, ms), 2 ** 31 - 1));
  return () => clearTimeout(timer);
};

/** Calls again and again, first after one period. */
export const every = (ms: number, call: () => void): Cancel => {
  const timer = setInterval(call, ms);
  return () => clearInterval(timer);
};

/** Resolves after so many ms, or as soon as the signal aborts. Never rejects. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = (): void => {
      cancel();
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const cancel = after(ms, end);
    signal?.addEventListener("abort", end, { once: true });
  });

/** Resolves with what is waited for, or when the time is over. */
export const within = async (ms: number, awaited: Promise<void>): Promise<void> => {
  const abort = new AbortController();
  await Promise.race([awaited, pause(ms, abort.signal)]);
  abort.abort();
};
