import { compareText } from "./sorted.ts";

/**
 * Paths from the most particular to the least: an exact path before a pattern, a longer one before
 * a shorter one, so that the order in which they were written does not matter.
 */
export const byParticularity = (a: string, b: string): number => {
  const [starA, starB] = [a.endsWith("*"), b.endsWith("*")];
  if (starA !== starB) return starA ? 1 : -1;
  return b.length - a.length || compareText(a, b);
};

/** What is wrong with the paths of a routing table. */
export function* routeComplaints(paths: readonly string[]): Generator<{ readonly says: string }> {
  if (paths.length === 0) yield { says: 'routes is empty; write e.g. "/*"' };
  for (const path of paths) {
    if (!path.startsWith("/")) yield { says: `route "${path}" must start with "/"` };
    if (/\*./.test(path)) yield { says: `route "${path}": "*" may only stand at the end` };
  }
}
