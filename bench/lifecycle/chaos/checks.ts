import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isFree } from "../ports.ts";
import { type Bed, type Verb, within } from "./bed.ts";

/** What must never be found after a cycle, and a verb that did not do what it is for. */
export type Kind = "orphan" | "lost port" | "corrupt state" | "failed verb";

export interface Wrong {
  readonly kind: Kind;
  readonly says: string;
}

export const orphans = (bed: Bed): Wrong[] =>
  bed.processes().map(({ pid, words }) => ({ kind: "orphan", says: `${pid} ${words}` }));

/** A process that was killed holds its sockets until its last thread has gone, ms. */
const closedWithinMs = 500;

export const lostPorts = async (port: number): Promise<Wrong[]> => {
  if (await within(closedWithinMs, () => isFree(port))) return [];
  return [{ kind: "lost port", says: `${port} cannot be listened on` }];
};

/** What a verb says when it failed; nothing when it ended with one of these codes. */
export const failed = (verb: Verb, ...fine: readonly number[]): Wrong[] => {
  if (fine.includes(verb.exitCode)) return [];
  const says = `${verb.words} exited with ${verb.exitCode}: ${verb.said}`;
  return [{ kind: "failed verb", says }];
};

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`)
    : [];

const unreadable = (path: string): string | undefined => {
  const lines = path.endsWith(".ndjson");
  if (!lines && !path.endsWith(".json") && !path.endsWith("/lock")) return undefined;
  try {
    const text = readFileSync(path, "utf8");
    for (const part of lines ? text.split("\n").filter(Boolean) : [text]) JSON.parse(part);
    return undefined;
  } catch (error) {
    // Removed since it was listed, by a supervisor on its way down.
    if (!existsSync(path)) return undefined;
    return `${path}: ${error}`;
  }
};

/** State that cannot be read; once `down` has cleared up, also what should be gone by then. */
export const corruptStates = (bed: Bed, isCleared: boolean): Wrong[] => {
  const files = filesBelow(bed.folder);
  const left = isCleared
    ? files.filter((path) => /(\/(supervisor\.json|children\.json|lock)|\.part-\d+)$/.test(path))
    : [];
  return [
    ...files.flatMap((path) => unreadable(path) ?? []),
    ...left.map((path) => `${path} is left behind`),
  ].map((says) => ({ kind: "corrupt state", says }));
};
