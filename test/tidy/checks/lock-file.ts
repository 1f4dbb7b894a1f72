import type { TidyCheck } from "../check.ts";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
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
    for (const [place, { version, resolved, optionalDependencies }] of Object.entries(packages)) {
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
    ],
    bad: [
      { path: "package-lock.json", text: '{ "packages": { "node_modules/a": {} } }' },
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
