import { type Duration, NotAQuantity, toMs } from "#plinth/model/quantity.ts";
import { Refusal } from "#plinth/model/refusal.ts";

/** One flag of a verb: how it is written, what it does, and what its text becomes. */
export interface Flag<T = unknown> {
  /** As help shows it, e.g. `-n, --last <lines>`. */
  readonly written: string;
  readonly says: string;
  /** Of a flag with a value: what its text becomes. @throws Refusal */
  readonly parse?: (text: string) => T;
  /** When it is not given. */
  readonly otherwise: T;
  /** The default as help shows it. */
  readonly shown?: string;
  /** Its value is a list with commas, and may as well be typed with spaces up to the next flag. */
  readonly list?: boolean;
  /** What its value may be, for help, completion and suggestions. */
  readonly choices?: readonly string[];
  /** What its value names, for completion. */
  readonly names?: Naming;
}

/** What a word can be the name of. */
export type Naming =
  | "system"
  | "copy"
  | "node"
  | "pod"
  | "target"
  | "change"
  | "verb"
  | "shell"
  | "rule"
  | "region";

/** A flag that is given or not. */
export const yes = (written: string, says: string): Flag<boolean> => ({
  written,
  says,
  otherwise: false,
});

/** A flag written `--no-…` that turns off what is on. */
export const off = (written: string, says: string): Flag<boolean> => ({
  written,
  says,
  otherwise: true,
});

export const text = (written: string, says: string, names?: Naming): Flag<string | undefined> => ({
  written,
  says,
  parse: (text) => text,
  otherwise: undefined,
  ...(names && { names }),
});

const longOf = (written: string): string => /--[a-z-]+/.exec(written)?.[0] ?? written;

const wants = (written: string, what: string, text: string): Refusal =>
  new Refusal("usage", `${longOf(written)} wants ${what}, not "${text}"`);

/** One of a few words; the first is the default. */
export const choice = <const T extends string>(
  written: string,
  says: string,
  choices: readonly [T, ...T[]],
): Flag<T> => ({
  written,
  says,
  choices,
  otherwise: choices[0],
  shown: choices[0],
  parse: (text) => {
    const found = choices.find((word) => word === text);
    if (found === undefined) {
      const listed = choices.map((word) => `"${word}"`).join(", ");
      throw wants(written, `one of ${listed}`, text);
    }
    return found;
  },
});

/** A whole number from `least` on. */
export const count = (written: string, says: string, least: number): Flag<number | undefined> => ({
  written,
  says,
  otherwise: undefined,
  parse: (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least) {
      throw wants(written, `a whole number from ${least}`, text);
    }
    return number;
  },
});

/** A number above 0. */
export const factor = (written: string, says: string): Flag<number | undefined> => ({
  written,
  says,
  otherwise: undefined,
  parse: (text) => {
    const number = Number(text);
    if (!/^\d+(\.\d+)?$/.test(text) || number <= 0) {
      throw wants(written, `a number above 0, e.g. "30"`, text);
    }
    return number;
  },
});

const ms = (written: string, text: string): number => {
  try {
    return toMs(text as Duration);
  } catch (error) {
    if (error instanceof NotAQuantity) throw wants(written, `a duration, e.g. "60s", "5m"`, text);
    throw error;
  }
};

/** A length of time, which becomes milliseconds. */
export const duration = (written: string, says: string): Flag<number | undefined> => ({
  written,
  says,
  otherwise: undefined,
  parse: (text) => ms(written, text),
});

/** A length of time with a default, which becomes milliseconds. */
export const durationOr = (written: string, says: string, otherwise: Duration): Flag<number> => ({
  written,
  says,
  otherwise: toMs(otherwise),
  shown: otherwise,
  parse: (text) => ms(written, text),
});
