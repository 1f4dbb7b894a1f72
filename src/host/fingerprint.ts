import { createHash } from "node:crypto";

/** A text's SHA-256 in hexadecimal. */
export const fingerprint = (text: string): string =>
  createHash("sha256").update(text).digest("hex");
