import { durationOr, text, yes } from "../flag.ts";

/** What `deploy` and `destroy` share. */

export const out = text("--out <folder>", "the work folder; .plinth/deploy/<system> if none");

export const rolloutMs = durationOr("--timeout <time>", "how long a rollout may take", "10m");

export const rehearse = yes("--rehearse", "all of it here, against what stands in for the cloud");
