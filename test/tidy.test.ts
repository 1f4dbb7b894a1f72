import { describe, expect, test } from "bun:test";
import { Glob } from "bun";
import type { Example, TidyCheck } from "./tidy/check.ts";
import { sourceFile, treeAt, treeOf } from "./tidy/tree.ts";

const root = Bun.fileURLToPath(new URL("..", import.meta.url));

const camel = (name: string): string => name.replace(/-(.)/g, (_, c: string) => c.toUpperCase());

const files = [...new Glob("*.ts").scanSync(`${root}test/tidy/checks`)].sort();
const checks: readonly TidyCheck[] = await Promise.all(
  files.map(async (file) => {
    const name = file.replace(".ts", "");
    return (await import(`./tidy/checks/${file}`))[camel(name)];
  }),
);

const tree = treeAt(root);
const sources = tree.paths
  .filter((path) => !/\.(gz|png|ico|woff2?)$/.test(path))
  .map((path) => sourceFile(path, tree.textOf(path) ?? ""));

const nameOf = ({ path, text }: Example): string => `${path} ${JSON.stringify(text.slice(0, 50))}`;

test("a check is named like its file", () => {
  expect(checks.map(({ id }) => `${id}.ts`)).toEqual(files);
});

describe.each(checks.map((check) => [check.id, check] as const))("%s", (_, check) => {
  const findingsOf = (path: string, text: string, among = tree) =>
    [...check.find(sourceFile(path, text), among)].map(({ says }) => says);

  test.each(check.examples.good.map((each) => [nameOf(each), each] as const))(
    "leaves alone: %s",
    (_, example) => {
      expect(findingsOf(example.path, example.text, treeOf(example))).toEqual([]);
    },
  );

  test.each(check.examples.bad.map((each) => [nameOf(each), each] as const))(
    "finds: %s",
    (_, example) => {
      expect(findingsOf(example.path, example.text, treeOf(example))).not.toEqual([]);
    },
  );

  test(`holds everywhere: ${check.why}`, () => {
    const found = sources.flatMap((file) =>
      [...check.find(file, tree)].map(({ line, says }) => `${file.path}:${line} ${says}`),
    );
    expect(found).toEqual([]);
  });
});
