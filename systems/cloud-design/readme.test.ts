import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { complaintsOf, requirementRows } from "../../test/requirement-rows.ts";
import description from "./system.ts";

const readme = await Bun.file(`${import.meta.dir}/README.md`).text();
const { system } = description.build({ profile: "prod" });
const rows = requirementRows(readme, "CLOUD");

test("every requirement of the document has one row, in order", () => {
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 89 }, (_, i) => `CLOUD-${i + 1}`));
});

test("what a row names is there, and what is not yet says why", () => {
  const wrong = rows.flatMap(({ id, where }) =>
    complaintsOf(where, system).map((says) => `${id}: ${says}`),
  );
  expect(wrong).toEqual([]);
});

test("the files that the page links to are there", () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path = ""]) => path);
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    expect([link, existsSync(`${import.meta.dir}/${link}`)]).toEqual([link, true]);
  }
});
