import { type Dialling, type DialOptions, dial } from "./dial.ts";
import { type Listening, listen } from "./listen.ts";
import { after, every, type Timer } from "./timers.ts";
import type { Wire } from "./wire.ts";

/** All that a program which moves bytes gets of the world: sockets, time and chance. */
export interface Net {
  /** @throws ListenFailed */
  listen(host: string, port: number, accept: (wire: Wire) => void): Listening;
  dial(options: DialOptions): Dialling;
  after(delayMs: number, action: () => void): Timer;
  every(periodMs: number, action: () => void): Timer;
  /** Milliseconds since some moment; never goes back. */
  nowMs(): number;
  /** Milliseconds since 1970, as the clock on the wall has it. */
  epochMs(): number;
  /** At least 0, less than 1. */
  random(): number;
}

/** This machine's. */
export const hostNet: Net = {
  listen,
  dial,
  after,
  every,
  nowMs: () => performance.now(),
  epochMs: () => Date.now(),
  random: () => Math.random(),
};
