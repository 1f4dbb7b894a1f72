import type { System } from "./system.ts";

/** An answer that is computed once a system: systems are frozen, so it stays right. */
export const perSystem = <Answer>(compute: (system: System) => Answer) => {
  const answers = new WeakMap<System, { readonly answer: Answer }>();
  return (system: System): Answer => {
    const known = answers.get(system) ?? { answer: compute(system) };
    answers.set(system, known);
    return known.answer;
  };
};
