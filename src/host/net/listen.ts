import type { Socket } from "bun";
import { codeOf, Wire, wireHandlers } from "./wire.ts";

/** A socket that takes connections. */
export interface Listening {
  readonly port: number;
  /** Takes no more connections; those already taken live on. */
  close(): void;
}

/** Why a socket could not listen, e.g. code "EADDRINUSE". */
export class ListenFailed extends Error {
  override readonly name = "ListenFailed";
  readonly code: string;
  constructor(host: string, port: number, cause: Error) {
    super(`cannot listen on ${host}:${port}: ${cause.message}`, { cause });
    this.code = codeOf(cause) ?? "UNKNOWN";
  }
}

/**
 * Listens on a TCP port (0: any free one) and hands over each connection as it is taken.
 * @throws ListenFailed
 */
export function listen(host: string, port: number, accept: (wire: Wire) => void): Listening {
  try {
    const listener = Bun.listen<Wire>({
      hostname: host,
      port,
      exclusive: true,
      allowHalfOpen: true,
      socket: {
        ...wireHandlers,
        open(socket: Socket<Wire>) {
          const wire = new Wire();
          socket.data = wire;
          wire.opened(socket);
          accept(wire);
        },
      },
    });
    return { port: listener.port, close: () => listener.stop() };
  } catch (cause) {
    throw new ListenFailed(host, port, cause instanceof Error ? cause : new Error(String(cause)));
  }
}
