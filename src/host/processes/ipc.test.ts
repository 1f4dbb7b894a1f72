import { expect, test } from "bun:test";
import { tempProject } from "../../../test/temp-project.ts";
import { startSpeaking } from "./ipc.ts";

test("what is said to a program that is ending is dropped, before and after its end is known", async () => {
  using project = tempProject({
    "main.ts": `process.send("here");
      process.on("message", () => {
        process.disconnect();
        setTimeout(() => process.exit(0), 100);
      });`,
  });
  const heard = Promise.withResolvers<string>();
  const child = startSpeaking<string, string>({
    program: project.at("main.ts"),
    env: {},
    onMessage: heard.resolve,
    onLine: () => {},
  });
  expect(await heard.promise).toBe("here");
  let isOver = false;
  void child.ended.then(() => {
    isOver = true;
  });
  while (!isOver) {
    child.send("go");
    await new Promise(setImmediate);
  }
  child.send("go");
  expect(await child.ended).toBe(0);
});
