import { join } from "node:path";
import { fingerprint } from "#plinth/host/fingerprint.ts";
import { codeOf, readText, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";

const name = ".plinth-files.json";
const schema = 2;

/** Files by path within the folder, with `/` between; the SHA-256 of what was written there. */
export type Digests = Readonly<Record<string, string>>;

/** What an earlier synth wrote into a folder: nothing else in it is ours. */
export interface Manifest {
  readonly system: string;
  readonly profile: string;
  readonly files: Digests;
  /** What a synth was writing that did not come to its end. */
  readonly writing?: Digests;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A path that stays in its folder: what is listed may be removed. */
const isInside = (path: string): boolean =>
  path.split("/").every((part) => part !== "" && part !== "." && part !== "..");

const isDigests = (value: unknown): value is Digests =>
  isRecord(value) &&
  Object.entries(value).every(([path, digest]) => isInside(path) && typeof digest === "string");

const parsed = (text: string): Manifest | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || value.schema !== schema) return undefined;
    const { system, profile, files, writing } = value;
    if (typeof system !== "string" || typeof profile !== "string") return undefined;
    if (!isDigests(files) || !(writing === undefined || isDigests(writing))) return undefined;
    return { system, profile, files, ...(writing && { writing }) };
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
  const says = `"${shown}/${name}" is damaged or of another version, so what is ours there is not known`;
  throw new Refusal("environment", `${says}; remove the folder, or name another with --out`);
};

/** The files of a synth with what is in them. */
export const digestsOf = (files: ReadonlyMap<string, string>): Digests =>
  Object.fromEntries([...files].map(([path, text]) => [path, fingerprint(text)]));

/** Whether a text is what a synth wrote at a path, or was writing there when it was stopped. */
export const isOurs = ({ files, writing }: Manifest, path: string, text: string): boolean => {
  const digest = fingerprint(text);
  return files[path] === digest || writing?.[path] === digest;
};

/** The manifest as a file of its folder. */
export const manifestFile = (manifest: Manifest): readonly [path: string, text: string] => [
  name,
  `${JSON.stringify({ schema, ...manifest }, undefined, 2)}\n`,
];

export const writeManifest = (folder: string, manifest: Manifest): void => {
  const [path, text] = manifestFile(manifest);
  writeText(join(folder, path), text, 0o644);
};
