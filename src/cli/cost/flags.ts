import { NotAQuantity, type Rate, toPerSecond } from "#plinth/model/quantity.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Flag } from "../flag.ts";

const wants = (flag: string, what: string, text: string): Refusal =>
  new Refusal("usage", `${flag} wants ${what}, not "${text}"`);

/** Requests a second, as in `50/s`. */
export const rate: Flag<number | undefined> = {
  written: "--rate <rate>",
  says: 'requests on average, e.g. "50/s"; unknown if none',
  otherwise: undefined,
  parse: (text) => {
    try {
      return toPerSecond(text as Rate);
    } catch (error) {
      if (error instanceof NotAQuantity) throw wants("--rate", `a rate, e.g. "50/s"`, text);
      throw error;
    }
  },
};

/** Processor time in microseconds, as in `13us`. */
export const cpuPerRequest: Flag<number | undefined> = {
  written: "--cpu-per-request <time>",
  says: 'processor time of a request, e.g. "13us"; unknown if none',
  otherwise: undefined,
  parse: (text) => {
    const [, amount, unit] = /^(\d+(?:\.\d+)?)(us|µs|ms)$/.exec(text) ?? [];
    if (amount === undefined) {
      throw wants("--cpu-per-request", `a time, e.g. "13us", "1.5ms"`, text);
    }
    return Number(amount) * (unit === "ms" ? 1_000 : 1);
  },
};

/** A number from 0 on, or nothing. */
export const amount = (written: string, says: string): Flag<number | undefined> => ({
  written,
  says,
  otherwise: undefined,
  parse: (text) => {
    if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
    throw wants(written.split(" ")[0] ?? written, "a number from 0", text);
  },
});

/** What is known besides the model, by item: `data through NAT=20,control plane logs=3`. */
export const know: Flag<Readonly<Record<string, number>>> = {
  written: "--know <item=amount>",
  says: 'what the model cannot tell, e.g. "data through NAT=20,images=3"',
  otherwise: {},
  parse: (text) =>
    Object.fromEntries(
      text.split(",").map((part) => {
        const [, item, number] = /^\s*(.+?)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
        if (item === undefined) throw wants("--know", `e.g. "data through NAT=20"`, part.trim());
        return [item, Number(number)];
      }),
    ),
};

const supports = ["standard", "extended"] as const;

/** As if clusters were in another stage of their version's support. */
export const support: Flag<(typeof supports)[number] | undefined> = {
  written: "--support <name>",
  says: "as if all versions were in this support",
  choices: supports,
  otherwise: undefined,
  parse: (text) => {
    const found = supports.find((word) => word === text);
    if (found === undefined) throw wants("--support", '"standard" or "extended"', text);
    return found;
  },
};
