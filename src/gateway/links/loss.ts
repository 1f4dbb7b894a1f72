/** Bytes that one segment carries on an Ethernet: 1500 less 20 of IPv4, 20 of TCP, 12 of options. */
const SEGMENT_BYTES = 1448;
/** Linux: TCP_RTO_MIN and TCP_RTO_MAX (include/net/tcp.h). */
const RETRANSMIT_MS_MIN = 200;
const RETRANSMIT_MS_MAX = 120_000;
/** Linux: tcp_retries2 and tcp_syn_retries (Documentation/networking/ip-sysctl.rst). */
const RETRIES_MAX = 15;
const SYN_RETRIES_MAX = 6;
/** RFC 6298 §2.1. */
const SYN_TIMEOUT_MS = 1000;

/**
 * How long data stalls while its lost segments are sent again; undefined when TCP gives up.
 *
 * Every round loses each of the segments that are left with the same probability and costs a
 * retransmission time-out, twice as long as the one before. Fast retransmit, which would make bulk
 * transfers stall less, is left out: this errs on the bad side.
 */
export function stallMs(
  bytes: number,
  lossPercent: number,
  random: () => number,
): number | undefined {
  let lost = Math.ceil(bytes / SEGMENT_BYTES);
  let waitMs = 0;
  for (let round = 0; ; round++) {
    const sent = lost;
    lost = 0;
    for (let segment = 0; segment < sent; segment++) if (random() * 100 < lossPercent) lost++;
    if (lost === 0) return waitMs;
    if (round >= RETRIES_MAX) return undefined;
    waitMs += Math.min(RETRANSMIT_MS_MAX, RETRANSMIT_MS_MIN * 2 ** round);
  }
}

/** How long a connection waits for the SYN that gets through; undefined when TCP gives up. */
export function synStallMs(lossPercent: number, random: () => number): number | undefined {
  let waitMs = 0;
  for (let round = 0; random() * 100 < lossPercent; round++) {
    if (round >= SYN_RETRIES_MAX) return undefined;
    waitMs += SYN_TIMEOUT_MS * 2 ** round;
  }
  return waitMs;
}
