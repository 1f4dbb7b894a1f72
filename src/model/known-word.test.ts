import { expect, test } from "bun:test";
import { knownWord } from "./known-word.ts";

const regions = ["ap-south-1", "eu-central-1", "eu-west-1"];

test("a word that is known is left alone, another is told with the one most like it", () => {
  expect([...knownWord("region", "eu-west-1", regions)]).toEqual([]);
  expect([...knownWord("region", "eu-west-9", regions)]).toEqual([
    { says: 'region "eu-west-9" is not known; write e.g. "eu-west-1"' },
  ]);
  expect([...knownWord("region", "mars-1", regions)]).toHaveLength(1);
});
