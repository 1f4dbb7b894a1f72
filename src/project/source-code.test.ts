import { expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import type { SourceCode } from "#plinth/model/source-code.ts";
import { refusalOf } from "../../test/refusal-of.ts";
import { tempProject } from "../../test/temp-project.ts";
import { withSources } from "./source-code.ts";

/** What is read of `services/web`, and of what is around it, in a project with these files. */
const codeOf = (files: Readonly<Record<string, string | object>>): SourceCode | undefined => {
  const texts = Object.entries(files).map(([path, file]) => [
    path,
    typeof file === "string" ? file : JSON.stringify(file),
  ]);
  using project = tempProject(Object.fromEntries(texts));
  const { system: model } = system("shop", {}, (s) => {
    const web = { source: "services/web", runtime: "bun@1.4.5", port: 80 } as const;
    s.kubernetes("main").service("web", web);
  }).build({ profile: "default" });
  return withSources(model, project.root).sources?.get("services/web");
};

const dependencies = { hono: "^4.0.0" };
const root = { workspaces: ["services/*"] };
const web = { name: "web", dependencies: { ...dependencies, kit: "1.0.0" } };

test("a folder without a package.json is files alone", () =>
  expect(codeOf({ "services/web/index.ts": "", "package.json": root })).toEqual({ is: "files" }));

test("a folder that is not there is not known", () => {
  expect(codeOf({ "package.json": root })).toBeUndefined();
});

test("a package without packages needs no lock file, whatever it is tested with", () => {
  const file = { name: "web", devDependencies: dependencies };
  const plain = { is: "package", imports: false } as const;
  expect(codeOf({ "services/web/package.json": file, "package.json": root })).toEqual(plain);
});

test("a package with a lock file of its own stands alone, also among workspaces", () => {
  const own = { "services/web/package.json": web, "services/web/package-lock.json": "{}" };
  const alone = { is: "package", imports: true, lock: "package-lock.json" } as const;
  expect(codeOf(own)).toEqual(alone);
  expect(codeOf({ ...own, "package.json": root, "bun.lock": "" })).toEqual(alone);
});

test("a package that imports and has no lock file anywhere says so", () => {
  const none = { is: "package", imports: true } as const;
  expect(codeOf({ "services/web/package.json": web, "bun.lock": "" })).toEqual(none);
});

test("a workspace has its root's lock file, and with it come the workspaces that it imports", () => {
  const files = {
    "package.json": root,
    "package-lock.json": "{}",
    "bun.lock": "",
    "bunfig.toml": "",
    "services/web/package.json": web,
    "services/kit/package.json": { name: "kit", peerDependencies: { words: "*" } },
    "services/words/package.json": { name: "words", dependencies: { kit: "*" } },
    "services/other/package.json": { name: "other", dependencies: { web: "*" } },
    "services/web/node_modules/deep/package.json": { name: "deep" },
  };
  expect(codeOf(files)).toEqual({
    is: "workspace",
    root: ".",
    lock: "bun.lock",
    settings: [
      "bunfig.toml",
      "package.json",
      "services/kit/package.json",
      "services/other/package.json",
      "services/web/package.json",
      "services/words/package.json",
    ],
    folders: ["services/web", "services/kit", "services/words"],
  });
});

test("the root of workspaces may be below the project's own, and leave folders out", () => {
  const nested = {
    "services/package.json": { workspaces: { packages: ["*", "!old"] } },
    "services/package-lock.json": "{}",
    "services/web/package.json": { name: "web", dependencies },
    "services/old/package.json": { name: "old" },
  };
  expect(codeOf(nested)).toEqual({
    is: "workspace",
    root: "services",
    lock: "package-lock.json",
    settings: ["package.json", "web/package.json"],
    folders: ["web"],
  });
  const out = { "services/package.json": { workspaces: ["*", "!web"] } };
  expect(codeOf({ ...nested, ...out })).toEqual({ is: "package", imports: true });
});

test("a package.json that is no JSON is refused by its name", async () => {
  const { said, kind } = await refusalOf(() => codeOf({ "services/web/package.json": "{" }));
  expect(kind).toBe("model");
  expect(said).toMatch(/services\/web\/package\.json" is no JSON: /);
});
