import { exitCodes, Refusal } from "#plinth/model/refusal.ts";
import type { CliWorld } from "./cli-world.ts";
import { showJson } from "./show-json.ts";
import { verbs } from "./verbs.ts";

/** Loads a verb. @throws Refusal when there is none of that name */
const verbOf = async (name: string) => {
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (load) return (await load()).default;
  const { didYouMean } = await import("#plinth/project/nearest.ts");
  const meant = didYouMean(name, Object.keys(verbs)) || `; "plinth --help" lists the verbs`;
  throw new Refusal("usage", `there is no verb "${name}"${meant}`);
};

const showHelp = async (verb: string | undefined, { terminal }: CliWorld): Promise<number> => {
  if (verb === undefined) {
    terminal.out.write((await import("./root-help.gen.ts")).rootHelpText);
    return exitCodes.done;
  }
  const { helpOf } = await import("./help.ts");
  terminal.out.write(helpOf(verb, await verbOf(verb)));
  return exitCodes.done;
};

const version = async ({ terminal }: CliWorld): Promise<number> => {
  const manifest = await import("../../package.json");
  terminal.out.line(manifest.version);
  return exitCodes.done;
};

const runVerb = async (name: string, argv: readonly string[], world: CliWorld): Promise<number> => {
  const command = await verbOf(name);
  const { parse } = await import("./parse.ts");
  const args = parse(name, command, argv);
  if (!args) return showHelp(name, world);
  return (await command.run(args, world)) ?? exitCodes.done;
};

/** Says why something was not done; with `--json` as an object too. Its exit code. */
const refuse = (refusal: Refusal, argv: readonly string[], { terminal }: CliWorld): number => {
  const { kind, message, details, exitCode } = refusal;
  terminal.err.line([message, ...details].join("\n"));
  if (argv.includes("--json")) showJson(terminal.out, { refused: { kind, message, details } });
  return exitCode;
};

/** Does what was typed and gives the exit code. @throws only what is a fault of ours */
export const run = async (argv: readonly string[], world: CliWorld): Promise<number> => {
  const [first, ...rest] = argv;
  try {
    if (first === undefined || first === "--help" || first === "-h") {
      return await showHelp(undefined, world);
    }
    if (first === "help") return await showHelp(rest[0], world);
    if (first === "--version" || first === "-V") return await version(world);
    if (first.startsWith("-")) {
      const message = `a verb comes first, not the flag "${first}"; "plinth --help" lists the verbs`;
      throw new Refusal("usage", message);
    }
    return await runVerb(first, rest, world);
  } catch (error) {
    if (error instanceof Refusal) return refuse(error, argv, world);
    throw error;
  }
};
