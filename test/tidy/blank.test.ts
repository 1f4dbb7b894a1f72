import { expect, test } from "bun:test";
import { blank } from "./blank.ts";

test.each([
  [
    "comments go, code stays",
    "a(); // b()\n/* c()\n d() */ e();",
    "a();       \n      \n        e();",
  ],
  ["strings are emptied", `f("a", 'b\\'c');`, `f(" ", "    ");`],
  ["a hole in a template is code", "g(`a${b}c`);", 'g("  "b" ");'],
  ["braces in a hole belong to it", "`${{ a: 1 }}`; h", '" "{ a: 1 }""; h'],
  ["a regular expression is emptied", "x = /a\\/b[/]/g; y", 'x = "        "; y'],
  ["a division divides", "a / b / c", "a / b / c"],
])("%s", (_, text, left) => {
  expect(blank(text)).toBe(left);
});

test("every line and column is where it was", () => {
  const text = "const a = `x\n${`y${1}`}\n`; // z\nconst b = 2;\n";
  expect(blank(text).length).toBe(text.length);
  expect(blank(text).split("\n")[3]).toBe("const b = 2;");
});
