import { expect, test } from "bun:test";
import { type EnvReader, readEnv, Secret } from "./env.ts";

const files: Readonly<Record<string, string>> = { "/run/token": "  from a file\n" };
const readFile = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw new Error("no such file");
  return text;
};
const parse = <T>(env: Record<string, string>, read: (from: EnvReader) => T) =>
  readEnv(env, readFile, read);
const any = () => true;

test("all that is wrong is told at once, each with what was expected", () => {
  const { problems } = parse(
    { PORT: "80x", WAIT: "5 s", COLOUR: "mauve", URL: "ftp://x" },
    (from) => [
      from.count("PORT", 1, 0, 65_535),
      from.duration("WAIT", "1s", "0s", "1m"),
      from.choice("COLOUR", "red", ["red", "blue"]),
      from.httpUrl("URL"),
      from.httpUrl("OTHER"),
      from.secret("TOKEN", "a token", any),
    ],
  );
  expect(problems).toEqual([
    'PORT is "80x"; expected a whole number from 0 to 65535',
    'WAIT is "5 s"; expected a duration from "0s" to "1m"',
    'COLOUR is "mauve"; expected one of red, blue',
    'URL is "ftp://x"; expected an address such as http://host:8080',
    "OTHER is not set; expected an address such as http://host:8080",
    "neither TOKEN nor TOKEN_FILE is set; expected a token",
  ]);
});

test("what is not set, or set to nothing, has its default", () => {
  const { config } = parse({ PORT: " " }, (from) => ({
    port: from.count("PORT", 8080, 0, 65_535),
    waitMs: from.duration("WAIT", "1.5s", "0s", "1m"),
    delaysMs: from.durations("DELAYS", "1s, 2m", "1ms", "1h"),
  }));
  expect(config).toEqual({ port: 8080, waitMs: 1500, delaysMs: [1000, 120_000] });
});

test("a secret comes from a variable or a file, not from both, and a file that is not there is told", () => {
  const read = (from: EnvReader) => from.secret("TOKEN", "a token", any).reveal();
  expect(parse({ TOKEN: "plain" }, read).config).toBe("plain");
  expect(parse({ TOKEN_FILE: "/run/token" }, read).config).toBe("from a file");
  expect(parse({ TOKEN: "plain", TOKEN_FILE: "/run/token" }, read).problems).toEqual([
    "TOKEN and TOKEN_FILE are both set; set one",
  ]);
  expect(parse({ TOKEN_FILE: "/nowhere" }, read).problems).toEqual([
    'TOKEN_FILE is "/nowhere", which cannot be read: no such file',
  ]);
});

test("a secret is in no text that is made of it, and in no problem", () => {
  const secret = new Secret("hunter2");
  expect(JSON.stringify({ secret })).toBe('{"secret":"(hidden)"}');
  expect(`${secret}`).toBe("(hidden)");
  expect(Bun.inspect(secret)).not.toContain("hunter2");
  const { problems } = parse({ TOKEN: "hunter2" }, (from) =>
    from.secret("TOKEN", "longer", ({ length }) => length > 10),
  );
  expect(problems).toEqual(["TOKEN is not longer"]);
});
