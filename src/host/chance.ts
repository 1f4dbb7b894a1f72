/** Chance: the only place that draws lots. */
import { randomBytes } from "node:crypto";

/** So many letters that cannot be guessed, for tokens. */
export const token = (): string => randomBytes(24).toString("base64url");

/** Kubernetes' alphabet for generated names: no vowels, nothing easily mistaken. */
const alphabet = "bcdfghjklmnpqrstvwxz2456789";

/** A short suffix that tells names apart, as the API server generates them. */
export const suffix = (length: number): string =>
  [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join("");

/** A whole number from 0 to below `end`. */
export const below = (end: number): number => randomBytes(4).readUInt32LE() % end;
