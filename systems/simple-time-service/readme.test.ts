import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { complaintsOf as complaintsIn, requirementRows } from "../../test/requirement-rows.ts";
import { claims } from "./claims.ts";
import description from "./system.ts";

const readme = await Bun.file(`${import.meta.dir}/README.md`).text();
const { system } = description.build({ profile: "production" });
const rows = requirementRows(readme, "TIME");
const complaintsOf = (where: string): string[] => complaintsIn(where, system);

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
