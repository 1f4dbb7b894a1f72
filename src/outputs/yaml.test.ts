import { expect, test } from "bun:test";
import fc from "fast-check";
import { withCommands, yaml } from "./yaml.ts";

test("what stands in a value twice is written twice, however deep, and reads as it was", () => {
  const verbs = ["get", "list"];
  const rule = { resources: verbs, verbs };
  const value = { first: { verbs, rule }, second: [rule, { verbs, rule }], verbs };
  const text = yaml(value);
  expect(text).not.toMatch(/[&*]\w/);
  expect(Bun.YAML.parse(text)).toEqual(value);
  expect(yaml(structuredClone(value))).toBe(text);
});

/** Texts that are something else without quotes, and pieces of which more are made. */
const delicate = [
  "no",
  "NULL",
  "~",
  "1e3",
  "0x1",
  "- a",
  "a: b",
  "a #b",
  "&a",
  "*a",
  "\n",
  "é\t",
  "",
];
const text = fc.oneof(
  fc.constantFrom(...delicate),
  fc.string({ unit: "binary" }),
  fc
    .array(fc.constantFrom(...delicate, "a", " ", ":", '"', "'"), { maxLength: 4 })
    .map((of) => of.join("")),
);
/** The runtime's own writer has "+0" for a zero that came of a fraction, and "0" for another. */
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .filter((of) => of !== 0);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    ...[text, number, fc.boolean()],
    ...[fc.constant(null), fc.array(tie("value"), { maxLength: 4 })],
    fc.dictionary(text, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test("it writes what the runtime's own writer does, to the byte, and a reader finds the same data", () => {
  fc.assert(
    fc.property(value, (data) => {
      const written = yaml({ data });
      expect(written).toBe(`${Bun.YAML.stringify({ data }, null, 2)}\n`);
      expect(Bun.YAML.parse(written)).toEqual({ data });
    }),
    { numRuns: 2_000 },
  );
});

test("a zero is a zero, whatever it came of", () => {
  expect(yaml({ a: 0, b: 0.5 - 0.5, c: [0] })).toBe("a: 0\nb: 0\nc:\n  - 0\n");
});

test("what is undefined is left out, as in JSON", () => {
  expect(yaml({ a: undefined, b: { c: undefined, d: 1 } })).toBe("b:\n  d: 1\n");
});

test("commands are written as one would, and a reader finds the same text", () => {
  const commands = ['echo "$A"', "echo '\"'", "for each in *; do\n  ls\ndone", "plain"];
  expect(withCommands(yaml({ script: commands }))).toBe(
    [
      "script:",
      "  - 'echo \"$A\"'",
      '  - "echo \'\\"\'"',
      "  - |-",
      "    for each in *; do",
      "      ls",
      "    done",
      "  - plain",
      "",
    ].join("\n"),
  );
  const piece = fc.constantFrom(
    "a",
    "'",
    '"',
    "\\",
    "\n",
    " ",
    "#",
    ": ",
    "- ",
    "\t",
    "|",
    "é",
    "\u0007",
  );
  const command = fc.oneof(
    fc.string(),
    fc.array(piece).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(
      fc.array(command),
      fc.dictionary(fc.stringMatching(/^[a-z]+$/), command),
      (list, map) => {
        const data = { script: list, variables: { ...map } };
        expect(Bun.YAML.parse(withCommands(yaml(data)))).toEqual(Bun.YAML.parse(yaml(data)));
      },
    ),
    { numRuns: 2_000 },
  );
});
