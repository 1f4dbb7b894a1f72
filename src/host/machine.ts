import { writeSync } from "node:fs";

/** What this process was given by the machine. */

/** The absolute path of the runtime that runs us. */
export const thisRuntime = (): string => process.execPath;

/** Our environment without what is meant for us alone. */
export const environment = (): Record<string, string> => {
  const ours = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith("PLINTH_"),
  );
  return Object.fromEntries(ours);
};

/** The variables of our environment whose names begin so. */
export const variablesOf = (prefix: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[0].startsWith(prefix),
    ),
  );

export const thisPid = (): number => process.pid;

export const isLinux = (): boolean => process.platform === "linux";

/** Says something on stderr, at once; what nobody can hear is lost. Never throws. */
export const lastWords = (line: string): void => {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // Who says something last has nobody left to tell that it was not heard.
  }
};
