import { Argument, CommanderError, Option, Command as Parser } from "commander";
import { Refusal } from "#plinth/model/refusal.ts";
import { didYouMean } from "#plinth/project/nearest.ts";
import type { ArgsOf, Declared, Flags, Words } from "./command.ts";
import type { Flag } from "./flag.ts";
import { usageOf } from "./usage.ts";

const optionOf = ({ written, parse }: Flag): Option => {
  const option = new Option(written);
  if (parse) option.argParser((text) => parse(text));
  return option;
};

/** Commander's parser for one verb. */
const parserOf = (name: string, command: Declared): Parser => {
  const parser = new Parser(`plinth ${name}`)
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .helpOption("-h, --help", "show this help")
    .showSuggestionAfterError(false)
    .allowExcessArguments(true)
    .addArgument(new Argument("[words...]"));
  for (const flag of Object.values(command.flags)) parser.addOption(optionOf(flag));
  return parser;
};

/** Writes a list that was typed with spaces as one with commas; one with commas is whole already. */
const withLists = (argv: readonly string[], flags: readonly Flag[]): readonly string[] => {
  const at = argv.findIndex((word) =>
    flags.some((flag) => flag.list && long(flag.written) === word),
  );
  if (at < 0) return argv;
  const rest = argv.slice(at + 1);
  const ends = rest.findIndex((word) => word.startsWith("-"));
  const values = ends < 0 ? rest : rest.slice(0, ends);
  if (values.length < 2 || values[0]?.includes(",")) return argv;
  return [...argv.slice(0, at + 1), values.join(","), ...rest.slice(values.length)];
};

/** The word in quotes of one of commander's own sentences. */
const quoted = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? "";

const long = (written: string): string => /--[a-z-]+/.exec(written)?.[0] ?? written;

const flagRefusal = (error: CommanderError, name: string, command: Declared): Refusal => {
  const word = quoted(error.message);
  if (error.code === "commander.optionMissingArgument") {
    return new Refusal("usage", `${long(word)} wants a value: ${word}`);
  }
  const known = ["--help", ...Object.values(command.flags).map(({ written }) => long(written))];
  const meant = didYouMean(word, known) || `; "plinth ${name} --help" lists them`;
  return new Refusal("usage", `"plinth ${name}" has no flag "${word}"${meant}`);
};

/** Gives the places for words theirs, in order. */
const placed = (name: string, command: Declared, words: readonly string[]) => {
  const taken: Record<string, unknown> = {};
  let rest = words;
  for (const [key, word] of Object.entries(command.words)) {
    const own = rest.slice(0, word.most);
    if (own.length < word.least) {
      const [example] = command.examples[0] ?? [];
      const such = example === undefined ? "" : `, e.g. "${example}"`;
      throw new Refusal("usage", `"plinth ${name}" wants ${word.written}: ${word.says}${such}`);
    }
    if (word.choices) for (const each of own) checkChoice(each, word.choices, name);
    taken[key] = word.take(own);
    rest = rest.slice(own.length);
  }
  const [extra] = rest;
  if (extra !== undefined) {
    const usage = usageOf(name, command);
    throw new Refusal("usage", `"${extra}" is one word too many; the usage is: ${usage}`);
  }
  return taken;
};

const checkChoice = (word: string, choices: readonly string[], name: string): void => {
  if (choices.includes(word)) return;
  const listed = `; it takes ${choices.map((each) => `"${each}"`).join(", ")}`;
  const meant = didYouMean(word, choices) || listed;
  throw new Refusal("usage", `"plinth ${name}" does not know "${word}"${meant}`);
};

/**
 * What a verb was given; nothing when its help was asked for.
 * @throws Refusal for what it does not know, with the nearest that it does
 */
export const parse = <W extends Words, F extends Flags>(
  name: string,
  command: Declared<W, F>,
  argv: readonly string[],
): ArgsOf<W, F> | undefined => {
  const parser = parserOf(name, command);
  try {
    parser.parse([...withLists(argv, Object.values(command.flags))], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed") return undefined;
    throw flagRefusal(error, name, command);
  }
  const values = parser.opts();
  const flags = Object.entries(command.flags).map(([key, flag]) => {
    const value: unknown = values[new Option(flag.written).attributeName()];
    return [key, value === undefined ? flag.otherwise : value];
  });
  const words = placed(name, command, parser.args);
  return { ...words, ...Object.fromEntries(flags) } as ArgsOf<W, F>;
};
