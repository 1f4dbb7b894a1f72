import { expect, setDefaultTimeout, test } from "bun:test";
import { statSync } from "node:fs";
import type { LogQuery } from "#plinth/local/copies/copy.ts";
import { actor, shop } from "./system-text.ts";
import { filesOf, isReady, podsIn, type UpCopy, up } from "./up.ts";

setDefaultTimeout(120_000);

const files = filesOf(shop(`main.service("web", { command: ${actor}, port: 80 });`));

const linesOf = async (copy: UpCopy, query: Partial<LogQuery> = {}): Promise<string[]> => {
  const logs = await Array.fromAsync(copy.control.logs({ of: [], follow: false, ...query }));
  return logs.map(({ line }) => line);
};

const say = async (copy: UpCopy, bytes: string | Uint8Array, to = "stdout"): Promise<void> => {
  const [pod] = podsIn(await copy.until("everything is ready", isReady), "main/web");
  await fetch(`${pod?.address}/say?to=${to}`, { method: "POST", body: bytes });
};

/** Follows until a line is there. */
const heard = async (copy: UpCopy, is: (line: string) => boolean): Promise<void> => {
  for await (const { line } of copy.control.logs({ of: [], follow: true })) if (is(line)) return;
};

test("lines are kept with their time, stream and replica, and found by text and node", async () => {
  await using copy = await up(files);
  await say(copy, "Tea for two\nand milk\n");
  await say(copy, "no sugar\n", "stderr");
  await heard(copy, (line) => line === "no sugar");
  await heard(copy, (line) => line === "and milk");
  const all = await Array.fromAsync(copy.control.logs({ of: [], follow: false }));
  const [pod] = podsIn(await copy.control.view(), "main/web");
  expect(all).toContainEqual({
    schema: 1,
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    node: "main/web",
    pod: pod?.name ?? "",
    stream: "stderr",
    line: "no sugar",
  });
  expect(await linesOf(copy, { search: "TEA" })).toEqual(["Tea for two"]);
  expect(await linesOf(copy, { of: ["main/web"], last: 1 })).toHaveLength(1);
  expect(await linesOf(copy, { of: [pod?.name ?? ""] })).toHaveLength(4);
  expect(await linesOf(copy, { of: ["main/other"] })).toEqual([]);
});

test("a line without an end, returns in a line, empty lines and bytes that are no text survive", async () => {
  await using copy = await up(files);
  await say(copy, "10 %\r20 %\r100 %\nwindows\r\n\n\u2028strange\u2029\n");
  await say(copy, new Uint8Array([0x66, 0xff, 0xfe, 0x00, 0x80, 0x0a]));
  await say(copy, "no end");
  const [pod] = podsIn(await copy.control.view(), "main/web");
  process.kill(pod?.pid ?? 0, "SIGKILL");
  await heard(copy, (line) => line === "no end");
  expect(await linesOf(copy, { of: [pod?.name ?? ""] })).toEqual(
    expect.arrayContaining([
      "10 %\r20 %\r100 %",
      "windows",
      "",
      "\u2028strange\u2029",
      "f\ufffd\ufffd\0\ufffd",
      "no end",
    ]),
  );
});

test("a very long line is kept in pieces, and nothing of it is lost", async () => {
  await using copy = await up(files);
  const long = Array.from({ length: 30_000 }, (_, i) => `${i} é`).join(",");
  await say(copy, `${long}\n`);
  await say(copy, "after\n");
  await heard(copy, (line) => line === "after");
  const lines = await linesOf(copy);
  const from = lines.findIndex((line) => line.startsWith("0 é"));
  const pieces = lines.slice(from, lines.indexOf("after"));
  expect(pieces.join("")).toBe(long);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBe(16_384);
});

test("what a replica wrote is still there when it is gone, and secrets of the copy are not in it", async () => {
  await using copy = await up(files);
  await say(copy, "remember me\n");
  await heard(copy, (line) => line === "remember me");
  await copy.control.restart("main/web");
  await copy.until("it was replaced", (view) => {
    const pods = podsIn(view, "main/web");
    return isReady(view) && pods.length === 1;
  });
  expect(await linesOf(copy, { search: "remember" })).toEqual(["remember me"]);
  expect(statSync(`${copy.folder}/logs`).mode & 0o077).toBe(0);
});
