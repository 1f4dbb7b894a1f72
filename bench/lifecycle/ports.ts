/** Whether one can listen on that port of loopback now; 0: on any. Its number, or undefined. */
const listenOnce = (port: number): number | undefined => {
  try {
    const server = Bun.listen({ hostname: "127.0.0.1", port, socket: { data() {} } });
    const taken = server.port;
    server.stop(true);
    return taken;
  } catch {
    return undefined;
  }
};

/** A port that nobody listens on now. */
export const freePort = (): number => {
  const port = listenOnce(0);
  if (port === undefined) throw new Error("no port is free on 127.0.0.1");
  return port;
};

/** Whether one can listen there now. */
export const isFree = (port: number): boolean => listenOnce(port) !== undefined;
