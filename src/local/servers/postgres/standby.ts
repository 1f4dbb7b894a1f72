/** What is seen of the standby from the primary. */
export interface Seen {
  /** It receives what is written, as it is written. */
  readonly streaming: boolean;
  /** The primary waits for it before it tells a client that something is committed. */
  readonly waitedFor: boolean;
  /** It has all that had been written when it was looked at the time before. */
  readonly caughtUp: boolean;
}

/** How far the two are with each other. */
export type Phase =
  /** Commits wait for nobody. */
  | { readonly is: "alone"; readonly sinceMs: number }
  /** Commits wait for the standby; those of before may be missing there. */
  | { readonly is: "arming"; readonly sinceMs: number }
  /** The standby has every commit. */
  | { readonly is: "inSync"; readonly lostSinceMs?: number };

/** What is to be done about it. */
export type Step = "nothing" | "wait-for-it" | "is-in-sync" | "go-on-alone" | "make-anew";

/** A reload is in force everywhere in the primary after this, ms. */
const reloadedMs = 1_000;
/** Without its standby the primary holds commits back for so long, ms. */
const holdsBackMs = 1_500;
/** A standby that runs and receives nothing for so long has missed too much, ms. */
const hopelessMs = 30_000;

/** The next phase, and the step that leads to it. Pure; `nowMs` is any clock that goes forward. */
export const nextPhase = (
  phase: Phase,
  { streaming, waitedFor, caughtUp }: Seen,
  runs: boolean,
  nowMs: number,
): readonly [Phase, Step] => {
  const alone: Phase = { is: "alone", sinceMs: nowMs };
  switch (phase.is) {
    case "alone":
      if (streaming) return [{ is: "arming", sinceMs: nowMs }, "wait-for-it"];
      if (runs && nowMs - phase.sinceMs > hopelessMs) return [alone, "make-anew"];
      return [runs ? phase : alone, "nothing"];
    case "arming":
      if (!streaming) return [alone, "go-on-alone"];
      if (nowMs - phase.sinceMs < reloadedMs || !waitedFor || !caughtUp) return [phase, "nothing"];
      return [{ is: "inSync" }, "is-in-sync"];
    case "inSync": {
      if (streaming) return [{ is: "inSync" }, "nothing"];
      const since = phase.lostSinceMs ?? nowMs;
      // Whoever has ended cannot come back by itself; whoever is slow may.
      if (!runs || nowMs - since >= holdsBackMs) return [alone, "go-on-alone"];
      return [{ is: "inSync", lostSinceMs: since }, "nothing"];
    }
  }
};
