import { token } from "#plinth/host/chance.ts";
import { makeFolder, readText, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";

/** Where the data of servers is kept, and what opens it. */
export const volumesFolder = (folder: string): string => `${folder}/volumes`;

/** The file that holds a copy's passwords: for its owner only, and kept as long as the data. */
const passwordsFile = (folder: string): string => `${volumesFolder(folder)}/passwords.json`;

const read = (path: string): Record<string, string> => {
  const text = readText(path);
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch (cause) {
    const remedy = "Restore it, or remove the data that it opens with: plinth down --volumes";
    throw new Refusal("environment", `"${path}" is damaged: it is not JSON. ${remedy}`, { cause });
  }
};

/**
 * The passwords of a copy by id of node: made once, when first asked for, and then always the same.
 * @throws Refusal when their file is damaged
 */
export const passwordsOf = (folder: string): ((node: string) => string) => {
  const path = passwordsFile(folder);
  let known: Record<string, string> | undefined;
  return (node) => {
    known ??= read(path);
    const password = known[node];
    if (password !== undefined) return password;
    const made = token();
    known = { ...known, [node]: made };
    makeFolder(volumesFolder(folder));
    writeText(path, `${JSON.stringify(known, null, 2)}\n`);
    return made;
  };
};
