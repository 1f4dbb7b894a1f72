import { isRef } from "./ref.ts";
import { compareText } from "./sorted.ts";

/**
 * A deep, frozen copy as plain data: handles become references, keys are sorted, what is undefined
 * is left out.
 * @throws when the value is something that JSON cannot hold (a function, a symbol, a Date, NaN)
 */
export const frozen = (value: unknown, path = ""): unknown => {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) {
    return Object.freeze(value.map((entry, i) => frozen(entry, `${path}[${i}]`)));
  }
  if (isRef(value)) {
    return Object.freeze({ kind: value.kind, output: value.output, ref: value.ref });
  }
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    const copy: Record<string, unknown> = {};
    for (const [key, entry] of Object.entries(value).sort(([a], [b]) => compareText(a, b))) {
      if (entry !== undefined) copy[key] = frozen(entry, path === "" ? key : `${path}.${key}`);
    }
    return Object.freeze(copy);
  }
  const what = typeof value === "object" ? (value?.constructor?.name ?? "an object") : typeof value;
  throw new TypeError(
    `${path || "a property"} is ${what}; a system is plain data: text, numbers,` +
      " true or false, lists and records of them, and references",
  );
};
