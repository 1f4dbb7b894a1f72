import { expect, test } from "bun:test";
import { type Facts, judge } from "./judge.ts";

const kept = { id: "1", key: "a", status: "PROCESSED", charges: 1 };
const well: Facts = { accepted: [{ id: "1", key: "a" }], givenUp: ["b"], kept: [kept] };

test("an accepted order that was billed once is well, and so is one that nobody answered and is absent", () => {
  expect(judge(well)).toEqual([]);
});

test("one that nobody answered may be there, but whole", () => {
  const other = { ...kept, id: "2", key: "b" };
  expect(judge({ ...well, kept: [kept, other] })).toEqual([]);
  expect(judge({ ...well, kept: [kept, { ...other, status: "PENDING" }] })).toEqual([
    "half: 2 is PENDING",
  ]);
});

test("what is lost, billed twice or not at all, doubled, mixed up or invented is found", () => {
  expect(judge({ ...well, kept: [] })).toEqual(["lost: 1 was accepted and is not there"]);
  for (const charges of [0, 2]) {
    expect(judge({ ...well, kept: [{ ...kept, charges }] })).toEqual([
      `billed ${charges} times: 1`,
    ]);
  }
  expect(judge({ ...well, kept: [kept, { ...kept, id: "2" }] })).toEqual([
    "doubled: 2 orders of the key a",
  ]);
  expect(judge({ ...well, kept: [{ ...kept, key: "b" }] })).toEqual([
    "mixed up: 1 is kept under another key",
  ]);
  expect(judge({ ...well, kept: [kept, { ...kept, id: "2", key: "c" }] })).toEqual([
    "invented: nobody sent 2",
  ]);
});
