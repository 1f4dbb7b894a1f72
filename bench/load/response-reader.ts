/**
 * Finds where one HTTP/1.1 answer ends in a keep-alive byte stream: enough of the protocol for a
 * load generator (Content-Length and chunked bodies; no answers to HEAD, no trailers).
 */
export class ResponseReader {
  #text = "";

  /** Takes bytes as they come; gives the status of each answer they complete, in order. */
  push(bytes: Uint8Array): number[] {
    this.#text += Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    const statuses: number[] = [];
    for (;;) {
      const head = this.#text.indexOf("\r\n\r\n");
      if (head < 0) return statuses;
      const end = this.#endOfBody(head);
      if (end === undefined) return statuses;
      statuses.push(Number(this.#text.slice(9, 12)));
      this.#text = this.#text.slice(end);
    }
  }

  #endOfBody(head: number): number | undefined {
    const headers = this.#text.slice(0, head);
    const length = /\r\ncontent-length:\s*(\d+)/i.exec(headers)?.[1];
    if (length !== undefined) {
      const end = head + 4 + Number(length);
      return end <= this.#text.length ? end : undefined;
    }
    if (!/\r\ntransfer-encoding:\s*chunked/i.test(headers)) return head + 4;
    return endOfChunks(this.#text, head + 4);
  }
}

function endOfChunks(text: string, start: number): number | undefined {
  for (let at = start; ; ) {
    const line = text.indexOf("\r\n", at);
    if (line < 0) return undefined;
    const size = Number.parseInt(text.slice(at, line), 16);
    const end = line + 2 + size + 2;
    if (Number.isNaN(size)) throw new Error(`"${text.slice(at, line)}" is not a chunk size`);
    if (end > text.length) return undefined;
    if (size === 0) return end;
    at = end;
  }
}
