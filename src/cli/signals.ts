/** Signals that come closer together than this are one: a terminal and our bootstrap both send it. */
const sameMs = 250;

export interface Stopping {
  /** Aborts at the first request to stop. */
  readonly signal: AbortSignal;
  /** Somebody asks us to stop, `atMs` by a clock that does not run backwards. */
  ask(atMs: number): void;
}

/**
 * The first request to stop lets the verb end in good order, when it listens; else, or at the second,
 * `leave` is called.
 */
export const stoppingBy = (leave: (forced: boolean) => void): Stopping => {
  const controller = new AbortController();
  let listens = false;
  let firstMs: number | undefined;
  return {
    get signal() {
      listens = true;
      return controller.signal;
    },
    ask(atMs) {
      if (firstMs === undefined) {
        firstMs = atMs;
        if (listens) controller.abort();
        else leave(false);
      } else if (atMs - firstMs > sameMs) leave(true);
    },
  };
};
