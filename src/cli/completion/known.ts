import type { Copy } from "#plinth/local/copies/copy.ts";
import { projectRoot } from "#plinth/project/root.ts";
import { systemsOf } from "#plinth/project/systems.ts";
import type { CliWorld } from "../cli-world.ts";
import type { Naming } from "../flag.ts";
import { shortNames } from "../render/names.ts";
import { verbs } from "../verbs.ts";
import type { Candidate } from "./candidate.ts";
import { complete, type Known } from "./complete.ts";

const copyNames = (copies: readonly Copy[]): Candidate[] =>
  copies.map(({ name, state }) => ({ word: name, says: state }));

/** The view that node names are taken from: of the copy named first, or of the one that runs. */
const viewIn = (copies: readonly Copy[], words: readonly string[]) => {
  const named = copies.find(({ name }) => name === words[0]);
  return (named ?? copies.find(({ state }) => state === "running"))?.view;
};

const inView = (naming: Naming, copies: readonly Copy[], words: readonly string[]): Candidate[] => {
  const nodes = viewIn(copies, words)?.nodes ?? [];
  const names = shortNames(nodes);
  const services = nodes.filter(({ replicas }) => replicas !== undefined);
  const pods = nodes.flatMap(({ pods = [] }) =>
    pods.map(({ name, state }) => ({ word: name, says: state })),
  );
  const named = (list: typeof nodes, end = ""): Candidate[] =>
    list.map(({ id, kind }) => ({ word: `${names.get(id) ?? id}${end}`, says: kind }));
  const others = words.length === 0 && copies.length > 1 ? copyNames(copies) : [];
  if (naming === "change") return [...named(services, "="), ...others];
  if (naming === "pod") return [...pods, ...others];
  return [...named(nodes), ...pods, ...others];
};

const rulesKnown = async (): Promise<readonly Candidate[]> => {
  const { rules } = await import("#plinth/check/registry.gen.ts");
  const { ownFindings } = await import("#plinth/check/own-findings.ts");
  return [...rules, ...ownFindings].map(({ id, severity }) => ({ word: id, says: severity }));
};

const regionsPriced = async (): Promise<readonly Candidate[]> => {
  const { awsPrices } = await import("#plinth/books/prices/aws/index.ts");
  return [...awsPrices.keys()].map((word) => ({ word, says: "" }));
};

/** What completion knows of this project, asked when needed. Never throws for a damaged copy. */
const knownIn = ({ cwd, local }: Pick<CliWorld, "cwd" | "local">): Known => ({
  verbs: async () => {
    const all = await Promise.all(
      Object.entries(verbs).map(async ([word, load]) => ({
        word,
        command: (await load()).default,
      })),
    );
    const help = { word: "help", says: "Show what verbs there are, or help on one" };
    return [
      ...all
        .filter(({ command }) => !command.hidden)
        .map(({ word, command }) => ({ word, says: command.summary })),
      help,
    ];
  },
  verb: async (name) => (Object.hasOwn(verbs, name) ? (await verbs[name]?.())?.default : undefined),
  names: async (naming, words) => {
    if (naming === "rule") return rulesKnown();
    if (naming === "region") return regionsPriced();
    const root = projectRoot(cwd);
    if (naming === "system") return systemsOf(root).map(({ name }) => ({ word: name, says: "" }));
    const copies = await local.copiesIn(root);
    return naming === "copy" ? copyNames(copies) : inView(naming, copies, words);
  },
});

/** How the last of the words after `plinth` may go on in this project. */
export const completeHere = (
  words: readonly string[],
  world: Pick<CliWorld, "cwd" | "local">,
): Promise<readonly Candidate[]> => complete(words, knownIn(world));
