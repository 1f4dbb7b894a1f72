import { dirname } from "node:path";
import { exists } from "./store.ts";

/** The folder of an npm package as a file in `from` would find it; undefined: it is not installed. */
export const packageFolder = (name: string, from: string): string | undefined => {
  for (let at = from; ; at = dirname(at)) {
    const folder = `${at}/node_modules/${name}`;
    if (exists(`${folder}/package.json`)) return folder;
    if (at === dirname(at)) return undefined;
  }
};
