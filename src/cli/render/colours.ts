import pico from "picocolors";

/** Functions that colour a text; without colour they leave it as it is. */
export type Colours = ReturnType<typeof pico.createColors>;

export const coloursOf = ({ colour }: { readonly colour: boolean }): Colours =>
  pico.createColors(colour);

const palette = [
  "cyan",
  "magenta",
  "blue",
  "green",
  "yellow",
  "cyanBright",
  "magentaBright",
] as const;

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
