/** The longest line that is kept whole, characters; a longer one is cut into pieces. */
const lineMax = 16_384;

function* piecesOf(line: string): Generator<string> {
  if (line.length <= lineMax) yield line;
  else
    for (let from = 0; from < line.length; from += lineMax) yield line.slice(from, from + lineMax);
}

/** Somebody who reads. */
export interface Reading {
  /** Resolves at the end of the stream, or when it was stopped. Never rejects. */
  readonly done: Promise<void>;
  /** Reads no further. */
  stop(): void;
}

/**
 * Calls with each line of a stream of UTF-8, without its end; bytes that are no text become U+FFFD.
 * What comes after the last end of a line is a line too.
 */
export const readLines = (
  from: ReadableStream<Uint8Array>,
  onLine: (line: string) => void,
): Reading => {
  const reader = from.getReader();
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    let rest = "";
    const take = (line: string): void => {
      for (const piece of piecesOf(line)) onLine(piece);
    };
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) take(line.endsWith("\r") ? line.slice(0, -1) : line);
        if (rest.length > lineMax) {
          const whole = rest.length - (rest.length % lineMax);
          take(rest.slice(0, whole));
          rest = rest.slice(whole);
        }
      }
    } catch {
      // The pipe broke: there is nothing more to read.
    }
    rest += decoder.decode();
    if (rest !== "") take(rest);
  };
  return { done: read(), stop: () => void reader.cancel().catch(() => {}) };
};
