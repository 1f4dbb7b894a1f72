/** A text's SHA-256 in hexadecimal. */
export const fingerprint = (text: string): string => Bun.SHA256.hash(text, "hex");
