import { expect, test } from "bun:test";
import { Gateway } from "./gateway.ts";

test("a gateway that is killed before it takes messages is waited for until its successor does", async () => {
  const started: (number | undefined)[] = [];
  const gateway: Gateway = new Gateway(
    {
      changed: () => {},
      started: () => started.push(gateway.pid),
      event: () => {},
      doorFailed: () => {},
    },
    {},
  );
  const ready = gateway.begin();
  process.kill(gateway.pid ?? 0, "SIGKILL");
  await ready;
  expect(new Set(started).size).toBe(2);
  expect(gateway.pid).toBe(started[1]);
  await gateway.close(0);
});
