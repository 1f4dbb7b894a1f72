/** An HTTP server on loopback; nothing else is ever listened on. */
export interface HttpServer {
  readonly port: number;
  /** Ends it, and what is under way. */
  stop(): Promise<void>;
}

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
    fetch: (request, server) => {
      server.timeout(request, 0);
      return answer(request);
    },
  });
  return { port: server.port ?? port, stop: () => server.stop(true) };
};
