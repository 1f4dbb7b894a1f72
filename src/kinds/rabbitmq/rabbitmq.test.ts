import { expect, test } from "bun:test";
import { complaints, localPart } from "../testing.ts";

test("brokers come in odd numbers, so that there is a majority", () => {
  const says = (members: number): string[] =>
    complaints((s) => s.kubernetes("main").rabbitmq("orders", { version: "4.2", members }));
  expect(says(3)).toEqual([]);
  expect(says(2)).toEqual(["members must be an odd number, so that there is a majority, not 2"]);
});

test("what it keeps here and not where it is shipped to is said", () => {
  const part = localPart("main/orders", (s) =>
    s.kubernetes("main").rabbitmq("orders", { version: "4.2" }),
  );
  expect(part).toMatchObject({
    members: 1,
    differs: [
      '"main/orders" keeps its messages here; where it is shipped to, it has no storage for them.',
    ],
  });
});
