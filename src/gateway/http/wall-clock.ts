import { ascii } from "./head-writer.ts";

/** The time of day as heads carry it, put into text once a second. */
export class WallClock {
  epochSeconds = -1;
  /** `Date: Tue, 15 Nov 1994 08:12:31 GMT` with its line end (RFC 9110 §5.6.7). */
  dateLine: Buffer = ascii("");

  constructor(epochMs: number) {
    this.update(epochMs);
  }

  update(epochMs: number): void {
    const seconds = Math.floor(epochMs / 1000);
    if (seconds === this.epochSeconds) return;
    this.epochSeconds = seconds;
    this.dateLine = ascii(`Date: ${new Date(seconds * 1000).toUTCString()}\r\n`);
  }
}
