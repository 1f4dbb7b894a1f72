/** A slash after one of these begins a regular expression, else it divides. */
const beforeExpression =
  /(^|[([{,;=:!&|?+\-*%<>~^\n]|=>|\b(return|typeof|case|in|of|yield|await))\s*$/;

const ends: Readonly<Record<string, RegExp>> = {
  "//": /\n/g,
  "/*": /\*\//g,
  '"': /"|\n/g,
  "'": /'|\n/g,
  "`": /`|\$\{/g,
  "}": /`|\$\{/g,
};

const spaces = (text: string): string => text.replace(/[^\n]/g, " ");

const tokenAt = (text: string, at: number, inTemplate: boolean): string | undefined => {
  const pair = text.slice(at, at + 2);
  if (pair === "//" || pair === "/*") return pair;
  const sign = text.charAt(at);
  if (sign === "/" && beforeExpression.test(text.slice(Math.max(0, at - 40), at))) return "/";
  if (sign === "}" && inTemplate) return "}";
  return sign !== "}" && sign in ends ? sign : undefined;
};

/** Where the thing that begins at `at` ends, after its closing sign. */
const endOf = (text: string, at: number, token: string): number => {
  const from = at + token.length;
  if (token === "/") {
    const end = /^(\\.|\[(\\.|[^\]\n])*\]|[^/\n\\[])*\/[a-z]*/.exec(text.slice(from));
    return from + (end?.[0].length ?? 0);
  }
  const pattern = new RegExp(ends[token] ?? /$/);
  for (let next = from; next < text.length; next++) {
    if (text[next] === "\\" && !token.startsWith("/")) next++;
    else {
      const found = new RegExp(pattern.source, "y");
      found.lastIndex = next;
      const match = found.exec(text)?.[0];
      if (match !== undefined) return match === "\n" ? next : next + match.length;
    }
  }
  return text.length;
};

/**
 * TypeScript with comments, regular expressions and the insides of strings turned into spaces, so that
 * what is left is code, at the same lines and columns.
 */
export const blank = (text: string): string => {
  /** For each open template, how many braces are open inside its current hole. */
  const holes: number[] = [];
  let out = "";
  for (let at = 0; at < text.length; ) {
    const open = holes.at(-1);
    const token = tokenAt(text, at, open === 0);
    if (token === undefined) {
      const sign = text.charAt(at++);
      if (open !== undefined && sign === "{") holes[holes.length - 1] = open + 1;
      if (open !== undefined && sign === "}") holes[holes.length - 1] = open - 1;
      out += sign;
      continue;
    }
    const end = endOf(text, at, token);
    const inside = text.slice(at, end);
    const toHole = (token === "`" || token === "}") && inside.endsWith("${");
    if (token === "`" && toHole) holes.push(0);
    if (token === "}" && !toHole) holes.pop();
    const isComment = token === "//" || token === "/*";
    out += isComment ? spaces(inside) : `"${spaces(inside.slice(1, -1))}"`.slice(0, inside.length);
    at = end;
  }
  return out;
};
