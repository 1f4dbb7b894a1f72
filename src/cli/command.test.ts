import { expect, expectTypeOf, test } from "bun:test";
import { command } from "./command.ts";
import { choice, count, durationOr, off, text, yes } from "./flag.ts";
import { parse } from "./parse.ts";
import { many, maybe, one, oneOfCopy } from "./word.ts";

const sample = command({
  summary: "An example",
  group: "Look",
  examples: [["plinth sample here", "does it"]],
  words: {
    place: one({ written: "<place>", says: "where" }),
    others: many({ written: "[other...]", says: "what else" }),
  },
  flags: {
    all: yes("-a, --all", "everything"),
    watch: off("--no-watch", "do not look"),
    name: text("--name <name>", "a name"),
    last: count("-n, --last <lines>", "how many", 1),
    shape: choice("--shape <word>", "of what shape", ["round", "flat"]),
    timeoutMs: durationOr("--timeout <time>", "how long", "60s"),
  },
  async run(args) {
    expectTypeOf(args.place).toEqualTypeOf<string>();
    expectTypeOf(args.others).toEqualTypeOf<readonly string[]>();
    expectTypeOf(args.all).toEqualTypeOf<boolean>();
    expectTypeOf(args.watch).toEqualTypeOf<boolean>();
    expectTypeOf(args.name).toEqualTypeOf<string | undefined>();
    expectTypeOf(args.last).toEqualTypeOf<number | undefined>();
    expectTypeOf(args.shape).toEqualTypeOf<"round" | "flat">();
    expectTypeOf(args.timeoutMs).toEqualTypeOf<number>();
    // @ts-expect-error: a flag that was not declared
    args.nmae;
  },
});

test("flags and words become what was declared, with defaults", () => {
  expect(parse("sample", sample, ["here"])).toEqual({
    place: "here",
    others: [],
    all: false,
    watch: true,
    name: undefined,
    last: undefined,
    shape: "round",
    timeoutMs: 60_000,
  });
});

test("flags may stand anywhere, long or short, with a value after a space or an equals sign", () => {
  const argv = "-a here --no-watch there --name=x -n 5 --shape flat --timeout 5m".split(" ");
  expect(parse("sample", sample, argv)).toEqual({
    place: "here",
    others: ["there"],
    all: true,
    watch: false,
    name: "x",
    last: 5,
    shape: "flat",
    timeoutMs: 300_000,
  });
});

test("after -- everything is a word", () => {
  expect(parse("sample", sample, ["--", "--all"])).toMatchObject({ place: "--all", all: false });
});

test("asking for help asks for nothing else, whatever is missing", () => {
  expect(parse("sample", sample, ["--help"])).toBeUndefined();
});

test("words of several kinds take as many as they may", () => {
  const [some] = [{ written: "[x]", says: "x" }];
  expect(maybe(some).take([])).toBeUndefined();
  expect(oneOfCopy(some).take(["a", "b"])).toEqual(["a", "b"]);
});
