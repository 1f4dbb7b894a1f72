import { type Expression, isExpression } from "#plinth/model/terraform-block.ts";

const mark = (i: number): string => `\u0000${i}\u0000`;

/** Plain data as JSON, with values in it that only Terraform knows. */
export const jsonText = (value: unknown): Expression => {
  const known: Expression[] = [];
  const json = JSON.stringify(value, (_, each) => {
    if (!isExpression(each)) return each;
    known.push(each);
    return mark(known.length - 1);
  });
  // JSON writes the mark's own signs as escapes.
  const parts = json.split(/\\u0000(\d+)\\u0000/);
  return {
    template: parts.flatMap((part, i): (string | Expression)[] => {
      if (i % 2 === 0) return part === "" ? [] : [part];
      const value = known[Number(part)];
      return value ? [value] : [];
    }),
  };
};
