import { pause } from "./clock.ts";

import { lastWords } from "./machine.ts";

/** An HTTP server on loopback; nothing else is ever listened on. */
export interface HttpServer {
  readonly port: number;
  /** Ends it, and what is under way. */
  stop(): Promise<void>;
}

/**
 * Longer than this nobody waits for the end, ms: a connection that is accepted as the server is
 * stopped is not closed with the others, and its end is then never told (Bun 1.4.5).
 */
const stopWithinMs = 50;

/** @throws when the port is taken */
export const serveLoopback = (
  answer: (request: Request) => Response | Promise<Response>,
  port = 0,
): HttpServer => {
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port,
    // Streams of events may be silent for long.
    idleTimeout: 0,
    // A fault of ours is told to the one who asked, without our source, and to the log.
    development: false,
    reusePort: false,
    error: (fault) => {
      lastWords(Bun.inspect(fault));
      return Response.json({ error: `a fault of Plinth: ${fault.message}` }, { status: 500 });
    },
    fetch: (request, server) => {
      server.timeout(request, 0);
      return answer(request);
    },
  });
  return {
    port: server.port ?? port,
    stop: () => Promise.race([server.stop(true), pause(stopWithinMs)]),
  };
};
