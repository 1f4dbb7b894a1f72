import type { TidyCheck } from "../check.ts";

export const pinnedTools: TidyCheck = {
  id: "pinned-tools",
  why: "A tool that changes by itself breaks a build that nobody touched; so does the runtime.",
  *find({ path, text }) {
    if (path !== "package.json") return;
    const { devDependencies = {}, dependencies = {} } = JSON.parse(text);
    const pinned = { ...devDependencies, ...("bun" in dependencies && { bun: dependencies.bun }) };
    for (const [name, version] of Object.entries(pinned))
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))
        yield { line: 1, says: `"${name}": write one version, not "${version}"` };
  },
  examples: {
    good: [{ path: "package.json", text: '{ "devDependencies": { "a": "1.2.3" } }' }],
    bad: [
      { path: "package.json", text: '{ "devDependencies": { "a": "^1.2.3" } }' },
      { path: "package.json", text: '{ "dependencies": { "bun": "^1.2.3" } }' },
    ],
  },
};
