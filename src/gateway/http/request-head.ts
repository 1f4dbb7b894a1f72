/** Positions are offsets from the first byte of the message. */
export interface Range {
  from: number;
  to: number;
}

/**
 * What a request's head says, as far as the gateway needs to know. One is kept for each connection
 * and filled again for each request, so that the hot path allocates nothing.
 */
export class RequestHead {
  /** The lines before this offset have been read. */
  read = 0;
  /** Request line; `path` is without the query. */
  methodFrom = 0;
  methodTo = 0;
  targetFrom = 0;
  targetTo = 0;
  pathFrom = 0;
  pathTo = 0;
  /** Authority of a target in absolute form; empty otherwise. */
  readonly authority: Range = { from: 0, to: 0 };
  requestLineTo = 0;
  /** 0 or 1 of HTTP/1.x. */
  minor = 1;
  isHead = false;
  isIdempotent = false;

  /** -1 when there is none. */
  contentLength = -1;
  isChunked = false;
  hosts = 0;
  wantsClose = false;
  wantsKeepAlive = false;
  expectsContinue = false;
  readonly upgrade: Range = { from: 0, to: 0 };
  isUpgrade = false;
  readonly trace: Range = { from: 0, to: 0 };
  /** X-Forwarded-For values, as pairs of offsets. */
  readonly forwarded: number[] = [];
  forwardedCount = 0;
  /** Lines that must not be forwarded, as pairs of offsets, ascending. */
  readonly dropped: number[] = [];
  /** Names that Connection lists besides the known ones, as pairs of offsets. */
  readonly listed: number[] = [];
  upgradeListed = false;

  /** Forgets everything, for the next message. */
  reset(): void {
    this.read = 0;
    this.minor = 1;
    this.isHead = false;
    this.isIdempotent = false;
    this.authority.from = 0;
    this.authority.to = 0;
    this.contentLength = -1;
    this.isChunked = false;
    this.hosts = 0;
    this.wantsClose = false;
    this.wantsKeepAlive = false;
    this.expectsContinue = false;
    this.upgrade.to = 0;
    this.isUpgrade = false;
    this.trace.to = 0;
    this.forwarded.length = 0;
    this.forwardedCount = 0;
    this.dropped.length = 0;
    this.listed.length = 0;
    this.upgradeListed = false;
  }
}
