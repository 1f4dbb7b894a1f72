import { expect, test } from "bun:test";
import { type EndTurn, Turns } from "./turns.ts";

const begun = async (turns: Turns, names: readonly string[]) => {
  const order: string[] = [];
  const ends = new Map<string, EndTurn>();
  for (const name of names) {
    void turns.take().then((end) => {
      order.push(name);
      ends.set(name, end);
    });
  }
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await Bun.sleep(0);
  };
  await Bun.sleep(0);
  return { order, end };
};

test("so many load at a time, first come, first served", async () => {
  const { order, end } = await begun(new Turns(() => 2), ["a", "b", "c", "d"]);
  expect(order).toEqual(["a", "b"]);
  await end("a");
  expect(order).toEqual(["a", "b", "c"]);
  await end("a");
  expect(order).toEqual(["a", "b", "c"]);
  await end("b");
  expect(order).toEqual(["a", "b", "c", "d"]);
});

test("when the limit is gone, all that wait begin", async () => {
  let most = 1;
  const turns = new Turns(() => most);
  const { order } = await begun(turns, ["a", "b", "c"]);
  expect(order).toEqual(["a"]);
  most = Number.POSITIVE_INFINITY;
  turns.look();
  await Bun.sleep(0);
  expect(order).toEqual(["a", "b", "c"]);
});
