/**
 * Reads which status codes pass a health check: "200", "200-399", "200,302" and mixtures.
 * Source: Elastic Load Balancing API 2015-12-01, Matcher.HttpCode.
 *
 * @returns undefined when the text is none of these
 */
export function statusMatcher(text: string): ((status: number) => boolean) | undefined {
  const ranges: [number, number][] = [];
  for (const part of text.split(",")) {
    const found = /^\s*(\d{3})(?:-(\d{3}))?\s*$/.exec(part);
    if (found?.[1] === undefined) return undefined;
    const from = Number(found[1]);
    ranges.push([from, found[2] === undefined ? from : Number(found[2])]);
  }
  return (status) => ranges.some(([from, to]) => status >= from && status <= to);
}
