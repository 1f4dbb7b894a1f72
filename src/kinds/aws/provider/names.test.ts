import { expect, test } from "bun:test";
import { system } from "#plinth/kinds/testing.ts";
import { awsName, blockName } from "./names.ts";

const name = "a-system-with-quite-a-long-name";
const { system: model } = system(name, {}, () => {}).build({ profile: "default" });

test("a name that fits is the system's and the thing's", () =>
  expect(awsName(model, "alb")).toBe(`${name}-alb`));

test("a name that does not fit is cut in the system's part and told apart", () => {
  const names = ["alb", "alb-time", "a-thing-with-a-name-that-is-itself-far-too-long"].map((what) =>
    awsName(model, what, 32),
  );
  for (const each of names) expect(each.length).toBeLessThanOrEqual(32);
  expect(names.slice(0, 2)).toEqual([
    expect.stringMatching(/^a-system-[a-z-]*[0-9a-f]{6}-alb$/),
    expect.stringMatching(/^a-system-[a-z-]*[0-9a-f]{6}-alb-time$/),
  ]);
  expect(new Set(names).size).toBe(3);
});

test("a name that is cut neither ends in a hyphen nor has two in a row", () => {
  for (let length = 20; length < 64; length++) {
    expect(awsName(model, `alb-${"a-".repeat(40)}`, length)).toMatch(/^\w+(-\w+)*$/);
  }
});

test("blocks are called by the path below the account", () => {
  expect(blockName({ id: "aws/vpc/main/my-machines", name: "my-machines" }, 1)).toBe(
    "vpc_main_my_machines_1",
  );
});
