import { styleText } from "node:util";

const palette = [
  "cyan",
  "magenta",
  "blue",
  "green",
  "yellow",
  "cyanBright",
  "magentaBright",
] as const;

const styles = [...palette, "red", "bold", "dim", "underline"] as const;

/** Functions that colour a text; without colour they leave it as it is. */
export type Colours = Readonly<Record<(typeof styles)[number], (text: string) => string>>;

const always = { validateStream: false };

// Not picocolors: it asks `process.stdout` as it loads, which takes 11 ms to make (Bun 1.4.5).
export const coloursOf = ({ colour }: { readonly colour: boolean }): Colours => {
  const paint = (style: (typeof styles)[number]) => (text: string) =>
    colour ? styleText(style, text, always) : text;
  return Object.fromEntries(styles.map((style) => [style, paint(style)])) as Colours;
};
/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return value;
};

/** The colour of a replica: the same wherever and whenever its name is shown. */
export const podColour = (pod: string, colours: Colours): ((text: string) => string) =>
  colours[palette[hash(pod) % palette.length] ?? "cyan"];
