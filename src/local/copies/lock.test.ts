import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { tempProject } from "../../../test/temp-project.ts";
import { lockHolder, takeLock } from "./lock.ts";

const dead = JSON.stringify({ pid: 2 ** 22 + 1, identity: "1", boot: "another" });

test("a lock that somebody holds is not taken, and can be once it is released", () => {
  using project = tempProject({});
  const release = takeLock(project.root);
  expect(lockHolder(project.root)?.pid).toBe(process.pid);
  expect(takeLock(project.root)).toBeUndefined();
  release?.();
  expect(lockHolder(project.root)).toBeUndefined();
  takeLock(project.root)?.();
  expect(readdirSync(project.root)).toEqual([]);
});

test("a lock whose holder has died is taken, in whatever state it was left", () => {
  for (const left of [dead, "", "{"]) {
    using project = tempProject({ lock: left, "lock.turn": left });
    takeLock(project.root)?.();
    expect(readdirSync(project.root)).toEqual([]);
  }
});

test("a release takes nobody else's lock away", async () => {
  using project = tempProject({});
  const release = takeLock(project.root);
  await Bun.write(project.at("lock"), dead);
  release?.();
  expect(await Bun.file(project.at("lock")).text()).toBe(dead);
});

test("of many processes that find a lock whose holder has died, one gets it", async () => {
  using project = tempProject({ lock: dead });
  const code = `
    const { takeLock } = await import(${JSON.stringify(require.resolve("./lock.ts"))});
    process.stdout.write(takeLock(${JSON.stringify(project.root)}) ? "mine\\n" : "not mine\\n");
    for await (const _ of process.stdin);`;
  const contenders = Array.from({ length: 8 }, () =>
    Bun.spawn([process.execPath, "-e", code], { stdin: "pipe", stdout: "pipe", stderr: "inherit" }),
  );
  const said = await Promise.all(
    contenders.map(async ({ stdout }) => {
      const { value } = await stdout.getReader().read();
      return new TextDecoder().decode(value).trim();
    }),
  );
  for (const { stdin } of contenders) await stdin.end();
  await Promise.all(contenders.map(({ exited }) => exited));
  expect(said.filter((word) => word === "mine")).toEqual(["mine"]);
});
