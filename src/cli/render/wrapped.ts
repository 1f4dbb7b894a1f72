/** Narrower than this, words would stand alone. */
const leastColumns = 30;

/**
 * A text after its beginning, over as many lines as it needs: what does not fit stands below the text,
 * not below its beginning. A terminal that is too narrow for that wraps as it likes.
 *
 * @param width columns of the terminal; of a file or a pipe, infinite
 */
export const wrapped = (beginning: string, text: string, width: number): string[] => {
  const indent = Bun.stringWidth(beginning);
  const room = width - indent;
  if (room < leastColumns || Bun.stringWidth(text) <= room) return [beginning + text];
  return Bun.wrapAnsi(text, room)
    .split("\n")
    .map((line, i) => (i === 0 ? beginning : " ".repeat(indent)) + line);
};
