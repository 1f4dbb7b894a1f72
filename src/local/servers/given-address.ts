import { readText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";

/** A server that somebody else runs, and that is used instead of one of ours. */
export interface Given {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly path: string;
  /** What has told of it. */
  readonly variable: string;
}

/** What the name of each variable begins with. */
export const prefix = "PLINTH_SERVER_";
const fileSuffix = "_FILE";

/** What is set for servers: the address by the end of the variable's name. @throws Refusal */
export const addressesIn = (
  variables: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(variables).flatMap(([variable, value]) => {
      if (!variable.startsWith(prefix) || value === "") return [];
      const name = variable.slice(prefix.length);
      if (!name.endsWith(fileSuffix)) return [[name, value] as const];
      const text = readText(value);
      if (text === undefined) {
        throw new Refusal("usage", `${variable} names "${value}", which cannot be read`);
      }
      return [[name.slice(0, -fileSuffix.length), text.trim()] as const];
    }),
  );

/** All names that a node goes by in a variable: the ends of its id. */
export const namesOf = (node: string): string[] => {
  const parts = node
    .toUpperCase()
    .replaceAll(/[^A-Z0-9/]/g, "_")
    .split("/");
  return parts.map((_, i) => parts.slice(i).join("_"));
};

/** @throws Refusal when it is none, without repeating what it says */
export const parsedAddress = (
  variable: string,
  text: string,
  scheme: string,
  usual: number,
): Given => {
  const url = URL.parse(text);
  // What it says holds a password, so it is not repeated.
  const wanted = `expected ${scheme}://user:password@host:${usual}/…`;
  const isRight = url?.protocol === `${scheme}:` || url?.protocol === `${scheme}ql:`;
  if (!url || !isRight || url.hostname === "" || url.username === "") {
    throw new Refusal("usage", `${variable} is no address of this server; ${wanted}`);
  }
  return {
    host: url.hostname.replaceAll(/[[\]]/g, ""),
    port: Number(url.port || usual),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    path: decodeURIComponent(url.pathname.slice(1)),
    variable,
  };
};
