import { isData, isTest, isTypeScript, type TidyCheck } from "../check.ts";

const linesMax = 70;

/** What stands before the brace that opens a function's body, in code without strings and comments. */
const opening = /(=>|\)(\s*:\s*[^=;{}()]+)?)\s*\{$/;
const notFunction = /\b(if|for|while|switch|catch|with)\s*\(/;

interface Body {
  readonly line: number;
  readonly lines: number;
}

const bodiesOf = function* (code: string): Iterable<Body> {
  const open: { readonly line: number; readonly isFunction: boolean }[] = [];
  let line = 1;
  for (let at = 0; at < code.length; at++) {
    const sign = code[at];
    if (sign === "\n") line++;
    if (sign === "{") {
      const before = code.slice(Math.max(0, code.lastIndexOf("\n", at - 1)), at + 1).trim();
      open.push({ line, isFunction: opening.test(before) && !notFunction.test(before) });
    }
    if (sign !== "}") continue;
    const body = open.pop();
    if (body?.isFunction) yield { line: body.line, lines: line - body.line + 1 };
  }
};

export const functionSize: TidyCheck = {
  id: "function-size",
  why: "A function of more than 70 lines does not fit a screen, nor a head.",
  *find({ path, code }) {
    if (!isTypeScript(path) || isTest(path) || isData(path)) return;
    // A system is one function by nature: the document, told from top to bottom.
    if (path.startsWith("systems/")) return;
    for (const { line, lines } of bodiesOf(code))
      if (lines > linesMax)
        yield {
          line,
          says: `a function of ${lines} lines: keep the branches, move out the leaves`,
        };
  },
  examples: {
    good: [
      { path: "src/a.ts", text: `const f = () => {\n${"a();\n".repeat(linesMax - 2)}};` },
      { path: "src/a.ts", text: `class A {\n${"  a = 1;\n".repeat(99)}}` },
      { path: "src/a.ts", text: `const a = [\n${"  { a: 1 },\n".repeat(99)}];` },
      { path: "src/a.test.ts", text: `describe("a", () => {\n${"a();\n".repeat(99)}});` },
    ],
    bad: [
      { path: "src/a.ts", text: `const f = () => {\n${"a();\n".repeat(linesMax)}};` },
      { path: "src/a.ts", text: `function f(a: number): string {\n${"a();\n".repeat(linesMax)}}` },
      { path: "src/a.ts", text: `class A {\n  f() {\n${"a();\n".repeat(linesMax)}}\n}` },
    ],
  },
};
