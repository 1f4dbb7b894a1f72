/** Whether a thing is there today or only planned. A current thing may not rest on a future one. */
export type Phase = "current" | "future";
