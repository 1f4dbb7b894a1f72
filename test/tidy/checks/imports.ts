import { isTypeScript, matches, type TidyCheck } from "../check.ts";

const importOf = /(?:\bfrom|^import|\bimport\() ?"(\.[^"]*)"/;

/** The first two folders, as in `src/local` and `services/time`, or the one that there is. */
const roomOf = (path: string): string => {
  const [first = "", second = ""] = path.split("/");
  const isRoom = ["src", "services", "systems"].includes(first) && !second.includes(".");
  return isRoom ? `${first}/${second}` : first;
};

export const imports: TidyCheck = {
  id: "imports",
  why: "A relative path stays in its room, so that a room can be moved and read by itself.",
  *find({ path, text, code }) {
    if (!isTypeScript(path)) return;
    const lines = code.split("\n");
    for (const { line, match } of matches(text, importOf)) {
      // In the text of a string there is no import.
      if (!/\b(from|import)\b/.test(lines[line - 1] ?? "")) continue;
      const wanted = importOf.exec(match)?.[1] ?? "";
      const target = new URL(wanted, `file:///${path}`).pathname.slice(1);
      if (!/\.(ts|tsx|json|js|mjs|sh)$/.test(wanted))
        yield { line, says: `"${wanted}": write the extension` };
      if (target.startsWith("src/") && path.startsWith("src/") && roomOf(target) !== roomOf(path))
        yield { line, says: `"${wanted}": write "#plinth/${target.slice("src/".length)}"` };
      if (path.startsWith("services/") && roomOf(target) !== roomOf(path))
        yield { line, says: `"${wanted}": name the package, and list it in package.json` };
      if (target.startsWith("src/") && !path.startsWith("src/"))
        yield { line, says: `"${wanted}": write "#plinth/${target.slice("src/".length)}"` };
    }
  },
  examples: {
    good: [
      { path: "src/local/a.ts", text: 'import { b } from "./b.ts";' },
      { path: "src/gateway/http/a.ts", text: 'import { b } from "../links/b.ts";' },
      { path: "src/index.test.ts", text: 'import { b } from "./index.ts";' },
      { path: "src/local/a.ts", text: 'import b from "./b.sh" with { type: "text" };' },
      { path: "src/local/a.ts", text: `const text = 'import { b } from "./b";';` },
      { path: "src/local/a.ts", text: 'import { b } from "#plinth/model/b.ts";' },
      { path: "services/a/src/b.ts", text: 'import { c } from "plinth-service-kit/c.ts";' },
    ],
    bad: [
      { path: "src/local/a.ts", text: 'import { b } from "../model/b.ts";' },
      { path: "src/local/a.ts", text: 'import { b } from "./b";' },
      { path: "services/a/src/b.ts", text: 'import { c } from "../../kit/src/c.ts";' },
      { path: "bench/a/run.ts", text: 'import { b } from "../../src/model/b.ts";' },
    ],
  },
};
