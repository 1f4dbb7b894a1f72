import { connect } from "node:net";

/** One question over TCP. */
export interface Exchange {
  readonly host: string;
  readonly port: number;
  readonly says: Uint8Array;
  /** So many bytes make an answer. */
  readonly enough: number;
  readonly timeoutMs: number;
}

/** The first bytes of what somebody there answers; undefined: not enough, or not in time. Never throws. */
export const exchange = (of: Exchange): Promise<Uint8Array | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host: of.host, port: of.port });
    let heard: Uint8Array = new Uint8Array();
    const end = (answer: Uint8Array | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(of.timeoutMs, () => end(undefined));
    socket.once("connect", () => socket.write(of.says));
    socket.on("data", (data: Buffer) => {
      heard = Buffer.concat([heard, data]);
      if (heard.length >= of.enough) end(heard);
    });
    socket.once("error", () => end(undefined));
    socket.once("close", () => end(undefined));
  });
