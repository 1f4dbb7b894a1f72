/** Ends a turn. Does no harm twice. */
export type EndTurn = () => void;

/**
 * Who may start a program now. A program that is loading wants a processor for itself, and several at once
 * take it from a server that everybody waits for anyway. So while servers come up, as many programs load
 * at a time as there are processors besides; else there is no limit.
 */
export class Turns {
  private readonly most: () => number;
  private loading = 0;
  private readonly waiting: (() => void)[] = [];

  /** `most`: how many may load at a time now. */
  constructor(most: () => number) {
    this.most = most;
  }

  /** Resolves when it is one's turn, first come, first served; whoever has it ends it. */
  async take(): Promise<EndTurn> {
    if (this.loading >= this.most()) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.loading++;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.loading--;
      this.look();
    };
  }

  /** What the limit follows from has changed. */
  look(): void {
    while (this.waiting.length > 0 && this.loading < this.most()) {
      this.loading++;
      this.waiting.shift()?.();
    }
  }
}
