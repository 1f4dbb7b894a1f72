import { byteAt } from "./characters.ts";

/** Tells whether the path in `bytes[from, to)` matches. */
export type PathMatcher = (bytes: Uint8Array, from: number, to: number) => boolean;

const STAR = 0x2a;
const QUESTION = 0x3f;
const SLASH = 0x2f;

/**
 * An ALB's path pattern: case-sensitive, `*` for any text, `?` for any one character, matched
 * against the whole path and never the query. Source: AWS, "Listener rules for your Application
 * Load Balancer", path conditions.
 */
export function pathMatcher(pattern: string): PathMatcher {
  if (pattern === "*" || pattern === "/*") return () => true;
  const wanted = Uint8Array.from(Buffer.from(pattern, "utf8"));
  return (bytes, from, to) => {
    // An absolute target without a path means "/", RFC 9112 §3.2.1.
    if (from === to) return matches(wanted, Uint8Array.of(SLASH), 0, 1);
    return matches(wanted, bytes, from, to);
  };
}

/** Goes back only to the last star, so the time is at most pattern times path. */
function matches(wanted: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  let next = 0;
  let star = -1;
  let resumeAt = from;
  while (at < to) {
    const byte = byteAt(wanted, next);
    if (next < wanted.length && byte === STAR) {
      star = next++;
      resumeAt = at;
    } else if (next < wanted.length && (byte === QUESTION || byte === bytes[at])) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++resumeAt;
    } else {
      return false;
    }
  }
  while (wanted[next] === STAR) next++;
  return next === wanted.length;
}
