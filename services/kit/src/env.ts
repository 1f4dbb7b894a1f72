/** The environment, as a program is given it. A variable that is set to nothing counts as not set. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Text that is never printed: in logs and in JSON it is "(hidden)". */
export class Secret {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  /** The text itself, for the one place that needs it. */
  reveal(): string {
    return this.#text;
  }
  toJSON(): string {
    return "(hidden)";
  }
  toString(): string {
    return "(hidden)";
  }
}

/** Reads variables by what they should be; everything that is wrong is kept, not thrown. */
export interface EnvReader {
  /** A whole number from `min` to `max`. */
  readonly count: (name: string, fallback: number, min: number, max: number) => number;
  /** Milliseconds of "250ms", "5s", "1m" or "1h"; bounds are written the same way. */
  readonly duration: (name: string, fallback: string, min: string, max: string) => number;
  /** Several, with commas between them. */
  readonly durations: (
    name: string,
    fallback: string,
    min: string,
    max: string,
  ) => readonly number[];
  readonly choice: <T extends string>(name: string, fallback: T, words: readonly T[]) => T;
  readonly text: (name: string, fallback: string) => string;
  /** An http or https address without its last slash. */
  readonly httpUrl: (name: string) => string;
  /** What `NAME` holds or the file that `NAME_FILE` names, without white space around it. */
  readonly secret: (name: string, wanted: string, isRight: (text: string) => boolean) => Secret;
  /** The same, undefined where neither is set. */
  readonly secretIfSet: (name: string) => Secret | undefined;
  /** Says what a single variable cannot: how two of them go together. */
  readonly problem: (sentence: string) => void;
}

/** The configuration, or a sentence for each thing that is wrong with it. */
export type Parsed<Config> =
  | { readonly config: Config; readonly problems?: undefined }
  | { readonly problems: readonly string[]; readonly config?: undefined };

/**
 * Reads a configuration once, whole.
 * @param readFile gives the text of a file that a `_FILE` variable names; what it throws is a problem.
 */
export function readEnv<Config>(
  env: Env,
  readFile: (path: string) => string,
  read: (from: EnvReader) => Config,
): Parsed<Config> {
  const problems: string[] = [];
  const at = (name: string) => env[name]?.trim() ?? "";
  const parsed = <T>(
    name: string,
    fallback: T,
    wanted: string,
    parse: (text: string) => T | undefined,
  ) => {
    const text = at(name);
    if (text === "") return fallback;
    const value = parse(text);
    if (value === undefined) problems.push(`${name} is "${text}"; expected ${wanted}`);
    return value ?? fallback;
  };
  const secretIfSet = (name: string): Secret | undefined => {
    const [text, path] = [at(name), at(`${name}_FILE`)];
    if (text !== "" && path !== "") problems.push(`${name} and ${name}_FILE are both set; set one`);
    if (path === "") return text === "" ? undefined : new Secret(text);
    try {
      return new Secret(readFile(path).trim());
    } catch (error) {
      problems.push(`${name}_FILE is "${path}", which cannot be read: ${reasonOf(error)}`);
      return undefined;
    }
  };
  const config = read({
    secretIfSet,
    problem: (sentence) => void problems.push(sentence),
    text: (name, fallback) => parsed(name, fallback, "a text", (text) => text),
    count: (name, fallback, min, max) =>
      parsed(name, fallback, `a whole number from ${min} to ${max}`, (text) =>
        /^\d+$/.test(text) ? within(Number(text), min, max) : undefined,
      ),
    duration: (name, fallback, min, max) =>
      parsed(name, durationMs(fallback), `a duration from "${min}" to "${max}"`, (text) =>
        within(durationMs(text), durationMs(min), durationMs(max)),
      ),
    durations: (name, fallback, min, max) =>
      parsed(name, allMs(fallback), `durations from "${min}" to "${max}", with commas`, (text) => {
        const all = allMs(text);
        const isRight = (ms: number) => within(ms, durationMs(min), durationMs(max)) !== undefined;
        return all.every(isRight) ? all : undefined;
      }),
    choice: (name, fallback, words) =>
      parsed(name, fallback, `one of ${words.join(", ")}`, (text) =>
        words.find((word) => word === text.toLowerCase()),
      ),
    httpUrl: (name) => {
      if (at(name) === "")
        problems.push(`${name} is not set; expected an address such as http://host:8080`);
      return parsed(name, "", "an address such as http://host:8080", (text) =>
        /^https?:$/.test(URL.parse(text)?.protocol ?? "") ? text.replace(/\/+$/, "") : undefined,
      );
    },
    secret: (name, wanted, isRight) => {
      const before = problems.length;
      const secret = secretIfSet(name);
      if (problems.length === before) {
        if (secret === undefined)
          problems.push(`neither ${name} nor ${name}_FILE is set; expected ${wanted}`);
        else if (!isRight(secret.reveal())) problems.push(`${name} is not ${wanted}`);
      }
      return secret ?? new Secret("");
    },
  });
  return problems.length > 0 ? { problems } : { config };
}

/** The sentence of whatever was thrown. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function durationMs(text: string): number {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  return Number(amount) * (unitMs[unit] ?? Number.NaN);
}

const allMs = (text: string): readonly number[] =>
  text.split(",").map((each) => durationMs(each.trim()));

function within(value: number, min: number, max: number): number | undefined {
  return value >= min && value <= max ? value : undefined;
}
