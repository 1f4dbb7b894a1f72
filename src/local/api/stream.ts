import { after, type Cancel } from "#plinth/host/clock.ts";

/** A stream is ended when its reader is this far behind, in messages. */
const behindMax = 10_000;

/** Sends an object; with `atOnce` it does not wait for the period to be over. */
export type Send = (value: unknown, atOnce?: boolean) => void;

/**
 * A response that goes on: one JSON object a line. `open` is given how to send and returns how to
 * stop. With a period, only the latest of what comes within it is sent.
 */
export const stream = (
  signal: AbortSignal,
  open: (send: Send) => () => void,
  periodMs?: number,
): Response => {
  let close: (() => void) | undefined;
  let waiting: Cancel | undefined;
  let isOver = false;
  const end = (): void => {
    isOver = true;
    close?.();
    waiting?.();
    close = undefined;
  };
  const encoder = new TextEncoder();
  const lines = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let latest: unknown;
        const enqueue = (value: unknown): void => {
          if ((controller.desiredSize ?? 0) < -behindMax) {
            end();
            controller.close();
            return;
          }
          controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
        };
        const send: Send = (value, atOnce = false) => {
          if (isOver) return;
          if (periodMs !== undefined && waiting && !atOnce) {
            latest = value;
            return;
          }
          enqueue(value);
          if (periodMs === undefined) return;
          waiting?.();
          latest = undefined;
          const tick = (): void => {
            waiting = undefined;
            if (latest === undefined) return;
            const value = latest;
            latest = undefined;
            enqueue(value);
            waiting = after(periodMs, tick);
          };
          waiting = after(periodMs, tick);
        };
        close = open(send);
        signal.addEventListener("abort", end, { once: true });
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
  return new Response(lines, { headers: { "content-type": "application/x-ndjson" } });
};
