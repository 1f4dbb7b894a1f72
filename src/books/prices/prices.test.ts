import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { awsPrices } from "./aws/index.ts";
import type { Price } from "./price-book.ts";

const books = [...awsPrices.values()];

test("every region's file is in the list, under its region", () => {
  const files = readdirSync(`${import.meta.dir}/aws`)
    .filter((file) => /^[a-z]+-[a-z]+-\d\.ts$/.test(file))
    .map((file) => file.replace(".ts", ""));
  expect([...awsPrices.keys()].sort()).toEqual(files.sort());
  for (const { name, facts } of books) expect(name).toBe(`prices/aws/${facts.region}`);
});

test.each(books.map((book) => [book.name, book] as const))(
  "%s: every price has a source, every source a price, and what is free a price",
  (_, { facts }) => {
    const { sources, prices, allowances } = facts;
    const used = new Set([
      ...Object.values(prices).map(({ source }) => source),
      ...allowances.map(({ source }) => source),
    ]);
    expect([...used].filter((source) => !(source in sources))).toEqual([]);
    expect(Object.keys(sources).filter((source) => !used.has(source))).toEqual([]);
    for (const { says, grade } of Object.values(sources)) {
      expect(says.length).toBeGreaterThan(20);
      expect(["price list", "page", "hearsay"]).toContain(grade);
    }
  },
);

const ends = ({ usd }: Price): number[] => {
  if (typeof usd === "number") return [usd];
  return "min" in usd ? [usd.min, usd.usual, usd.max] : usd.map((band) => band.usd);
};

test.each(books.map((book) => [book.name, book] as const))(
  "%s: no price is nothing, bands get cheaper, and a market stays in its bounds",
  (_, { facts, asOf, expires }) => {
    for (const price of Object.values(facts.prices)) {
      expect(Math.min(...ends(price))).toBeGreaterThan(0);
      const { usd } = price;
      if (typeof usd === "number") continue;
      if ("min" in usd) expect(ends(price)).toEqual(ends(price).sort((a, b) => a - b));
      else {
        expect(ends(price)).toEqual(ends(price).sort((a, b) => b - a));
        expect(usd.at(-1)?.upTo).toBe(Number.POSITIVE_INFINITY);
      }
    }
    expect(asOf < expires).toBe(true);
  },
);
