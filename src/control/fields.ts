/**
 * Reads fields of parsed JSON and names the one that is not as expected: `steps[3].pods[0].ready`.
 */
export interface Fields {
  readonly has: (key: string) => boolean;
  readonly number: (key: string) => number;
  readonly numberOrNull: (key: string) => number | null;
  readonly text: (key: string) => string;
  readonly flag: (key: string) => boolean;
  readonly oneOf: <const T extends string>(key: string, words: readonly T[]) => T;
  readonly numbers: (key: string) => readonly number[];
  readonly object: (key: string) => Fields;
  readonly objects: (key: string) => readonly Fields[];
  readonly keys: readonly string[];
}

/** Characters of a wrong value that are quoted. */
const shownLength = 60;

/** @throws an Error that says which field is wrong and what was expected, when one is read. */
export function fieldsOf(value: unknown, path = ""): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`${path || "the line"} is not an object`);
  const record: Readonly<Record<string, unknown>> = { ...value };
  const pathOf = (key: string) => (path ? `${path}.${key}` : key);
  const expected = (key: string, what: string): never => {
    const found = JSON.stringify(record[key])?.slice(0, shownLength) ?? "missing";
    throw new Error(`${pathOf(key)} is ${found}; expected ${what}`);
  };
  const list = (key: string): readonly unknown[] => {
    const found = record[key];
    return Array.isArray(found) ? found : expected(key, "a list");
  };
  return {
    has: (key) => record[key] !== undefined,
    number: (key) => {
      const found = record[key];
      return typeof found === "number" ? found : expected(key, "a number");
    },
    numberOrNull: (key) => {
      const found = record[key];
      return typeof found === "number" || found === null
        ? found
        : expected(key, "a number or null");
    },
    text: (key) => {
      const found = record[key];
      return typeof found === "string" ? found : expected(key, "text");
    },
    flag: (key) => {
      const found = record[key];
      return typeof found === "boolean" ? found : expected(key, "true or false");
    },
    oneOf: (key, words) =>
      words.find((word) => word === record[key]) ?? expected(key, `one of ${words.join(", ")}`),
    numbers: (key) => {
      const found = list(key);
      return found.every((item) => typeof item === "number") ? found : expected(key, "numbers");
    },
    object: (key) => fieldsOf(record[key], pathOf(key)),
    objects: (key) => list(key).map((item, index) => fieldsOf(item, `${pathOf(key)}[${index}]`)),
    keys: Object.keys(record),
  };
}
