import type { TidyCheck } from "../check.ts";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  /** Whether it is a folder of this repository: then `resolved` says which. */
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export const lockFile: TidyCheck = {
  id: "lock-file",
  why: "npm drops other platforms' packages when it updates a lock file in place, and npm ci then fails.",
  *find({ path, text }) {
    if (path !== "package-lock.json") return;
    const packages: Readonly<Record<string, Locked>> = JSON.parse(text).packages;
    const says = (name: string, what: string) => ({
      line: 1,
      says: `"${name}" ${what}: write it anew, with node_modules and package-lock.json away`,
    });
    for (const [place, each] of Object.entries(packages)) {
      const { version, resolved, optionalDependencies, link = false } = each;
      if (link) {
        if (packages[resolved ?? ""] === undefined) yield says(place, "links to nowhere");
        continue;
      }
      if (place !== "" && version === undefined) yield says(place, "has no version");
      if (resolved !== undefined) yield says(place, "names a registry");
      for (const name of Object.keys(optionalDependencies ?? {}))
        if (!Object.keys(packages).some((each) => each.endsWith(`node_modules/${name}`)))
          yield says(name, "is missing");
    }
  },
  examples: {
    good: [
      {
        path: "package-lock.json",
        text: '{ "packages": { "": {}, "node_modules/a": { "version": "1" } } }',
      },
      {
        path: "package-lock.json",
        text: '{ "packages": { "a": { "version": "1" }, "node_modules/a": { "resolved": "a", "link": true } } }',
      },
    ],
    bad: [
      { path: "package-lock.json", text: '{ "packages": { "node_modules/a": {} } }' },
      {
        path: "package-lock.json",
        text: '{ "packages": { "node_modules/a": { "resolved": "a", "link": true } } }',
      },
      {
        path: "package-lock.json",
        text: '{ "packages": { "node_modules/a": { "version": "1", "resolved": "x" } } }',
      },
      {
        path: "package-lock.json",
        text: '{ "packages": { "node_modules/a": { "version": "1", "optionalDependencies": { "b": "1" } } } }',
      },
    ],
  },
};
