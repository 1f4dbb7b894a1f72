import { join, relative, resolve } from "node:path";
import { toJson } from "#plinth/model/json.ts";
import { compareText } from "#plinth/model/sorted.ts";
import type { System } from "#plinth/model/system.ts";
import { filesOf } from "#plinth/outputs/files.ts";
import { folderInRepository } from "#plinth/outputs/in-repository.ts";
import type { Opened } from "../open-system.ts";
import type { Place } from "./changes.ts";

/** The file that the next `diff` reads, to speak of the model first. */
export const modelFile = "model.json";

/** All that `synth` writes, by path within its folder, sorted. @throws Refusal */
export const wantedFiles = (system: System): ReadonlyMap<string, string> => {
  const model = `${JSON.stringify(toJson(system, { where: false }), undefined, 2)}\n`;
  const all = [...filesOf(system), [modelFile, model] as const];
  return new Map(all.sort(([a], [b]) => compareText(a, b)));
};

/** The folder that is meant, and how it is called from where one stands. */
export const placeOf = (
  out: string | undefined,
  { system, root }: Pick<Opened, "system" | "root">,
  cwd: string,
): Place => {
  const folder = out === undefined ? join(root, folderInRepository(system)) : resolve(cwd, out);
  const fromHere = relative(cwd, folder) || ".";
  return { folder, shown: fromHere.startsWith("..") ? folder : fromHere };
};
