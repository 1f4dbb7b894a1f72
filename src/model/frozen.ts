import { isRef } from "./ref.ts";

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
    return frozenRecord(value as Readonly<Record<string, unknown>>, path);
  }
  const named = typeof value === "object" ? value?.constructor?.name : undefined;
  const what = typeof value === "number" ? String(value) : (named ?? `a ${typeof value}`);
  throw new NotPlainData(
    `${path || "a property"} is ${what}; a system is plain data: text, numbers,` +
      " true or false, lists and records of them, and references",
  );
};

const frozenRecord = (value: Readonly<Record<string, unknown>>, path: string): object => {
  const copy: Record<string, unknown> = {};
  // Sorted by code unit, which is what `sort` does to texts by itself.
  for (const key of Object.keys(value).sort()) {
    const entry = value[key];
    if (entry === undefined) continue;
    const own = freeze(entry, path === "" ? key : `${path}.${key}`);
    // An assignment takes this one key for something else.
    if (key === "__proto__") Object.defineProperty(copy, key, { value: own, enumerable: true });
    else copy[key] = own;
  }
  return Object.freeze(copy);
};
