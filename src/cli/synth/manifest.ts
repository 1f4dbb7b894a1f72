import { join } from "node:path";
import { codeOf, readText, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";

const name = ".plinth-files.json";
const schema = 1;

/** What an earlier synth wrote into a folder: nothing else in it is ours. */
export interface Manifest {
  readonly system: string;
  readonly profile: string;
  /** Paths within the folder, with `/` between. */
  readonly files: readonly string[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** A path that stays in its folder: what is listed may be removed. */
const isInside = (path: unknown): path is string =>
  typeof path === "string" &&
  path.split("/").every((part) => part !== "" && part !== "." && part !== "..");

const parsed = (text: string): Manifest | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || value.schema !== schema) return undefined;
    const { system, profile, files } = value;
    if (typeof system !== "string" || typeof profile !== "string") return undefined;
    return Array.isArray(files) && files.every(isInside) ? { system, profile, files } : undefined;
  } catch {
    return undefined;
  }
};

const textIn = (folder: string, shown: string): string | undefined => {
  try {
    return readText(join(folder, name));
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    const says = `"${shown}" cannot be read (${code}); name another folder with --out`;
    throw new Refusal("environment", says, { cause });
  }
};

/** The manifest of a folder; undefined when nothing was written there. @throws Refusal */
export const readManifest = (folder: string, shown: string): Manifest | undefined => {
  const text = textIn(folder, shown);
  if (text === undefined) return undefined;
  const manifest = parsed(text);
  if (manifest) return manifest;
  const says = `"${shown}/${name}" is damaged, so what is ours in that folder is not known`;
  throw new Refusal("environment", `${says}; remove the folder, or name another with --out`);
};

export const writeManifest = (folder: string, manifest: Manifest): void =>
  writeText(
    join(folder, name),
    `${JSON.stringify({ schema, ...manifest }, undefined, 2)}\n`,
    0o644,
  );
