import { text, yes } from "./flag.ts";
import { many, maybe } from "./word.ts";

/** Flags and words that several verbs share, so that they read the same everywhere. */

export const json = yes("--json", "print JSON on stdout (docs/json.md)");

export const follow = yes("-f, --follow", "go on until Ctrl-C");

export const dryRun = yes("--dry-run", "say what would be done, and do nothing");

export const profile = text("--profile <name>", "the profile to build; the system's first if none");

export const copy = text(
  "-c, --copy <name>",
  "the copy that is meant; not needed when one runs",
  "copy",
);

export const system = maybe({
  written: "[system]",
  says: "a name below systems/ or a part of it, a folder, a file; none: the only one there is",
  names: "system",
});

/** The rule of `copyAndWords`, as help tells it. */
export const whichCopy =
  "The first word is the copy if it is exactly the name of one and what the verb needs follows; " +
  "all other words are nodes and replicas. With -c all words are.";

export const nodes = many({
  written: "[copy] [node|replica...]",
  says: "nodes by an end of their id, replicas by a beginning of their name; none: all",
  names: "target",
});
