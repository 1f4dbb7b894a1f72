import { createHash, timingSafeEqual } from "node:crypto";
import type { EnvReader, Secret } from "./env.ts";
import { Problem } from "./problem.ts";

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * Whether an Authorization header carries the token. The comparison takes the same time wherever the
 * first difference is, and does not tell the token's length either, for digests are compared.
 */
export function tokenGuard(token: Secret): (authorization: string | undefined) => void {
  const wanted = digest(token.reveal());
  return (authorization = "") => {
    const [, given = ""] = /^bearer +(\S+)$/i.exec(authorization) ?? [];
    if (timingSafeEqual(digest(given), wanted)) return;
    throw new Problem(
      401,
      "this needs the header Authorization: Bearer TOKEN, with the right token",
      {
        // RFC 6750, section 3: without any token there is nothing to say about what is wrong with it.
        headers: {
          "www-authenticate": authorization === "" ? "Bearer" : 'Bearer error="invalid_token"',
        },
      },
    );
  };
}

/** The token that writes need. */
export const readToken = (from: EnvReader): Secret =>
  from.secret("WRITE_TOKEN", "at least 16 characters without spaces", (text) =>
    /^\S{16,}$/.test(text),
  );
