import { relative } from "node:path";
import { exportsOf, provideModule } from "#plinth/host/modules.ts";
import { isFile } from "#plinth/host/paths.ts";
import type { Built, SystemDefinition } from "#plinth/model/build.ts";
import type { Finding } from "#plinth/model/finding.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { System } from "#plinth/model/system.ts";
import { didYouMean } from "./nearest.ts";
import { withSources } from "./source-code.ts";
import { whyNotLoaded } from "./why-not-loaded.ts";

export interface LoadRequest {
  /** Absolute path of the system file. */
  readonly file: string;
  /** Absolute path of the project; places in files are given relative to it. */
  readonly root: string;
  /** @default the system's first */
  readonly profile?: string;
}

export interface Loaded {
  readonly system: System;
  /** What is worth knowing and does not stop anybody. */
  readonly warnings: readonly Finding[];
}

const isDefinition = (value: unknown): value is SystemDefinition =>
  typeof value === "object" &&
  value !== null &&
  "name" in value &&
  typeof value.name === "string" &&
  "profiles" in value &&
  Array.isArray(value.profiles) &&
  "build" in value &&
  typeof value.build === "function";

const definitionIn = async ({ file, root }: LoadRequest): Promise<SystemDefinition> => {
  const shown = relative(root, file);
  if (!isFile(file)) throw new Refusal("model", `there is no file "${shown}"`);
  provideModule("plinth", file, () => import("#plinth/index.ts"));
  let exports: Readonly<Record<string, unknown>>;
  try {
    exports = await exportsOf(file);
  } catch (error) {
    throw whyNotLoaded(error, file, root);
  }
  const written = `export default system("name", {}, (s) => { … })`;
  if (!("default" in exports)) {
    throw new Refusal("model", `${shown} exports no system; write ${written}`);
  }
  const { default: definition } = exports;
  if (isDefinition(definition)) return definition;
  const what = definition === null ? "null" : typeof definition;
  throw new Refusal("model", `${shown} exports ${what}, not a system; write ${written}`);
};

/** A finding in one line: where, what, and which rule says so. */
export const findingLine = ({ where, says, rule }: Finding): string =>
  `${where ? `${where.file}:${where.line}: ` : ""}${says} (${rule})`;

const describe = (definition: SystemDefinition, profile: string, request: LoadRequest) => {
  try {
    return definition.build({ profile, root: request.root });
  } catch (error) {
    throw whyNotLoaded(error, request.file, request.root);
  }
};

const build = (definition: SystemDefinition, profile: string, request: LoadRequest): Built => {
  const built = describe(definition, profile, request);
  return { ...built, system: withSources(built.system, request.root) };
};

/** Refuses a profile that a system does not have. */
const knownProfile = ({ name, profiles }: SystemDefinition, profile: string): string => {
  if (profiles.includes(profile)) return profile;
  const has = `; it has ${profiles.map((known) => `"${known}"`).join(", ")}`;
  const meant = didYouMean(profile, profiles) || has;
  throw new Refusal("usage", `"${name}" has no profile "${profile}"${meant}`);
};

/** A system built for several profiles, with whatever is wrong with it. */
export interface LoadedProfiles {
  readonly name: string;
  /** All that the system has. */
  readonly profiles: readonly string[];
  /** One for each profile that was asked for, or for all, in the system's order. */
  readonly built: readonly Built[];
}

/**
 * Loads a system file and builds it for one profile, or for all: for who reports what is wrong.
 * @throws Refusal when it is not there, does not compile, throws, or has no such profile
 */
export const loadProfiles = async (request: LoadRequest): Promise<LoadedProfiles> => {
  const definition = await definitionIn(request);
  const { name, profiles } = definition;
  const asked =
    request.profile === undefined ? profiles : [knownProfile(definition, request.profile)];
  const built = asked.map((profile) => build(definition, profile, request));
  return { name, profiles, built };
};

/**
 * Loads a system file into this process and builds it for a profile.
 * @throws Refusal when it is not there, does not compile, throws, exports no system, has no such
 * profile, or has findings that are errors (all of them are in the details)
 */
export const loadSystem = async (request: LoadRequest): Promise<Loaded> => {
  const definition = await definitionIn(request);
  const { name, profiles } = definition;
  const profile = knownProfile(definition, request.profile ?? profiles[0] ?? "default");
  const { system, findings } = build(definition, profile, request);
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const shown = relative(request.root, request.file);
    const many = errors.length === 1 ? "an error" : `${errors.length} errors`;
    throw new Refusal("model", `"${name}" in ${shown} has ${many}:`, {
      details: errors.map(findingLine),
    });
  }
  return { system, warnings: findings.filter(({ severity }) => severity === "warning") };
};
