import { expect, test } from "bun:test";
import fc from "fast-check";
import { pathMatcher } from "./path-pattern.ts";

function matches(pattern: string, path: string): boolean {
  const bytes = Buffer.from(`GET ${path} HTTP/1.1`);
  return pathMatcher(pattern)(bytes, 4, 4 + Buffer.byteLength(path));
}

test.each([
  ["/*", "/", true],
  ["/*", "/anything/at/all", true],
  ["/api/*", "/api/", true],
  ["/api/*", "/api/v1/x", true],
  ["/api/*", "/api", false],
  ["/api/*", "/API/v1", false],
  ["/api*", "/apiary", true],
  ["/", "/", true],
  ["/", "/x", false],
  ["/a?c", "/abc", true],
  ["/a?c", "/ac", false],
  ["/img/*/pics", "/img/2024/my/pics", true],
  ["/img/*/pics", "/img/pics", false],
  ["*.png", "/a/b.png", true],
  ["/a*b*c", "/aXbXbXc", true],
  ["/", "", true],
  ["/*", "", true],
] as const)("%s and %s: %p", (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

test("a pattern says the same as the regular expression it stands for", () => {
  const letters = fc.constantFrom("/", "a", "b", "*", "?");
  const pattern = fc.array(letters, { minLength: 1, maxLength: 8 }).map((all) => all.join(""));
  const path = fc
    .array(fc.constantFrom("/", "a", "b", "c"), { minLength: 1, maxLength: 10 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(pattern, path, (glob, text) => {
      const expression = glob.replaceAll("*", ".*").replaceAll("?", ".");
      expect(matches(glob, text)).toBe(glob === "/*" || new RegExp(`^${expression}$`).test(text));
    }),
    { numRuns: 2000 },
  );
});
