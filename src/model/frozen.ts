import { isRef } from "./ref.ts";
import { compareText } from "./sorted.ts";

/** A value that JSON cannot hold: a function, a symbol, a Date, NaN. */
export class NotPlainData extends Error {
  override readonly name = "NotPlainData";
}

/**
 * A deep, frozen copy as plain data: handles become references, keys are sorted, what is undefined
 * is left out.
 * @throws NotPlainData
 */
export const frozen = <T>(value: T, path = ""): T => freeze(value, path) as T;

const freeze = (value: unknown, path: string): unknown => {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) {
    return Object.freeze(value.map((entry, i) => freeze(entry, `${path}[${i}]`)));
  }
  if (isRef(value)) {
    return Object.freeze({ kind: value.kind, output: value.output, ref: value.ref });
  }
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, entry]) => [key, freeze(entry, path === "" ? key : `${path}.${key}`)] as const);
    // Not by assignment, which takes a key "__proto__" for something else.
    return Object.freeze(Object.fromEntries(entries));
  }
  const named = typeof value === "object" ? value?.constructor?.name : undefined;
  const what = typeof value === "number" ? String(value) : (named ?? `a ${typeof value}`);
  throw new NotPlainData(
    `${path || "a property"} is ${what}; a system is plain data: text, numbers,` +
      " true or false, lists and records of them, and references",
  );
};
