import type { Socket, TCPSocketConnectOptions } from "bun";
import { codeOf, Wire, wireHandlers } from "./wire.ts";

export interface DialOptions {
  readonly host: string;
  readonly port: number;
  /** Own address of the connection. @default the operating system's choice */
  readonly sourceAddress?: string | undefined;
  readonly onOpen: (wire: Wire) => void;
  /** With the operating system's code, e.g. "ECONNREFUSED". */
  readonly onFail: (code: string) => void;
}

/** A connection being made. */
export interface Dialling {
  /** Neither `onOpen` nor `onFail` will be called any more. */
  cancel(): void;
}

/** Connects to a TCP port; exactly one of `onOpen` and `onFail` is called, later, unless cancelled. */
export function dial(options: DialOptions): Dialling {
  const { host, port, sourceAddress, onOpen, onFail } = options;
  let waiting = true;
  const settle = (): boolean => {
    const first = waiting;
    waiting = false;
    return first;
  };
  const wire = new Wire();
  // `localAddress` is Bun's, but not in its types.
  const connect: TCPSocketConnectOptions<Wire> & { localAddress?: string } = {
    hostname: host,
    port,
    allowHalfOpen: true,
    data: wire,
    socket: {
      ...wireHandlers,
      open(socket: Socket<Wire>) {
        wire.opened(socket);
        if (settle()) onOpen(wire);
        else socket.terminate();
      },
      connectError(_socket: Socket<Wire>, error: Error) {
        if (settle()) onFail(codeOf(error) ?? "UNKNOWN");
      },
    },
  };
  if (sourceAddress !== undefined) connect.localAddress = sourceAddress;
  // Within a promise, so that an impossible address fails later, too, and not by throwing.
  Promise.try(() => Bun.connect<Wire>(connect)).catch((error: Error) => {
    if (settle()) onFail(codeOf(error) ?? "UNKNOWN");
  });
  return {
    cancel() {
      waiting = false;
    },
  };
}
