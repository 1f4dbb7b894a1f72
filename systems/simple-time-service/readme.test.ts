import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { claims } from "./claims.ts";
import description from "./system.ts";

const root = Bun.fileURLToPath(new URL("../..", import.meta.url));
const readme = await Bun.file(`${import.meta.dir}/README.md`).text();
const { scripts } = (await Bun.file(`${root}package.json`).json()) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const { system } = description.build({ profile: "production" });

interface Row {
  readonly id: string;
  readonly says: string;
  readonly where: string;
}

const rows: readonly Row[] = [...readme.matchAll(/^\| (TIME-\d+) \| (.*?) \| (.*?) \|$/gm)].map(
  ([, id = "", says = "", where = ""]) => ({ id, says, where }),
);

/** What is below a path such as `scale.up.atMost[0].pods`; undefined when nothing is. */
const below = (value: unknown, path: string): unknown =>
  path
    .split(/\.(?!\*)|\[(\d+)\]/)
    .filter((key) => key !== undefined && key !== "")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key ?? ""], value);

const isInModel = (text: string): boolean => {
  const [id = "", ...path] = text.split(" ");
  const node = system.nodes.get(id);
  return node !== undefined && below(node.props, path.join(" ")) !== undefined;
};

const isSaid = (text: string): boolean => {
  const [type, ...id] = text.split(" ");
  return system.statements.some((said) => said.type === type && said.id === id.join(" "));
};

const isCommand = (text: string): boolean => {
  const [tool, verb = "", script = ""] = text.split(" ");
  if (tool === "plinth") return existsSync(`${root}src/cli/commands/${verb}.ts`);
  return tool === "npm" && (verb === "run" ? script : verb) in scripts;
};

/** How each sort of reference is found to be there. */
const isThere: Readonly<Record<string, (text: string) => boolean>> = {
  model: isInModel,
  said: isSaid,
  file: (path) => existsSync(root + path),
  test: (path) => path.endsWith(".test.ts") && existsSync(root + path),
  run: isCommand,
};

/** What is wrong with the last cell of a row: references, then perhaps what is not yet and why. */
const complaintsOf = (where: string): string[] => {
  const [met = "", reason, ...more] = where.split(/(?:^|; )not yet: /);
  const complaints = more.length > 0 ? ["says twice what is not yet"] : [];
  if (reason !== undefined && !/^\S.*\S\.$/.test(reason)) complaints.push("gives no reason");
  if (reason === undefined && met === "") complaints.push("says nothing");
  for (const item of met === "" ? [] : met.split("; ")) {
    const [, sort = "", text = ""] = /^(\w+) `([^`]+)`$/.exec(item) ?? [];
    if (!isThere[sort]?.(text)) complaints.push(`${item} is not there`);
  }
  return complaints;
};

test("every requirement has one row, in order, in the words of its claim", () => {
  expect(rows.map(({ id, says }) => [id, says])).toEqual(claims.map(({ id, says }) => [id, says]));
  expect(rows).toHaveLength(100);
});

test("what a row names is there, and what is not yet says why", () => {
  const wrong = rows.flatMap(({ id, where }) =>
    complaintsOf(where).map((says) => `${id}: ${says}`),
  );
  expect(wrong).toEqual([]);
});

test("a row that names what is not there is found", () => {
  expect(complaintsOf("model `aws/vpc cidr`; file `package.json`")).toEqual([]);
  expect(complaintsOf("model `aws/vpc colour`")).toEqual(["model `aws/vpc colour` is not there"]);
  expect(complaintsOf("model `moon`")).toEqual(["model `moon` is not there"]);
  expect(complaintsOf("said `claim TIME-101`")).toEqual(["said `claim TIME-101` is not there"]);
  expect(complaintsOf("test `package.json`")).toEqual(["test `package.json` is not there"]);
  expect(complaintsOf("run `plinth fly`")).toEqual(["run `plinth fly` is not there"]);
  expect(complaintsOf("run `npm run away`")).toEqual(["run `npm run away` is not there"]);
  expect(complaintsOf("somewhere")).toEqual(["somewhere is not there"]);
  expect(complaintsOf("not yet: ")).toEqual(["gives no reason"]);
  expect(complaintsOf("")).toEqual(["says nothing"]);
});

test("the files that the page links to are there", () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path = ""]) => path);
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    expect([link, existsSync(`${import.meta.dir}/${link}`)]).toEqual([link, true]);
  }
});
