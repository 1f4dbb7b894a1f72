import { resolve } from "node:path";
import { codeOf, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";

/** Writes a report where it was asked for. @throws Refusal when it cannot be written there */
export const writeReport = (cwd: string, file: string, text: string): void => {
  try {
    writeText(resolve(cwd, file), text, 0o644);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    const says = `"${file}" cannot be written (${code}); name a file in a folder that is there`;
    throw new Refusal("environment", says, { cause });
  }
};
