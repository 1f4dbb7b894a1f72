import { text, yes } from "./flag.ts";
import { maybe } from "./word.ts";

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
