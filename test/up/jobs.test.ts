import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { actor, quickProbes, shop } from "./system-text.ts";
import { filesOf, isReady, nodeIn, up } from "./up.ts";

setDefaultTimeout(120_000);

/** Fails when it is run for the first time, and each run leaves a line. */
const job = JSON.stringify([
  "/bin/sh",
  "-c",
  'echo "$WORD" >> ran; [ "$(wc -l < ran)" -gt 1 ] || { echo "not yet" >&2; exit 3; }',
]);

const described = (word: string): string =>
  shop(`
  const fill = main.job("fill", { command: ${job}, env: { WORD: "${word}" } });
  main.service("web", { command: ${actor}, port: 80, probes: ${quickProbes}, needs: [fill] });
`);

test("a job is started again until it ends well; who needs it waits, and another one is run anew", async () => {
  await using copy = await up(filesOf(described("one")), { watch: true });
  const lines = (): string[] => readFileSync(copy.project.at("ran"), "utf8").trimEnd().split("\n");
  const view = await copy.until("everything is ready", isReady);
  expect(nodeIn(view, "main/fill")).toMatchObject({
    state: "completed",
    health: "healthy",
    replicas: { wanted: 1, ready: 1 },
    pods: [{ state: "Completed", restarts: 1 }],
  });
  expect(lines()).toEqual(["one", "one"]);
  const events = await copy.events();
  const seqOf = (node: string, is: string): number =>
    events.find((event) => event.node === node && event.message.includes(is))?.seq ?? 0;
  expect(seqOf("main/fill", "exited with 3")).toBeGreaterThan(0);
  expect(seqOf("main/web", "was started")).toBeGreaterThan(seqOf("main/fill", "exited with 0"));
  const ended = events.find(({ message }) => message === "exited with 0");
  expect(ended?.type).toBe("Normal");

  await Bun.write(copy.project.at("systems/shop/system.ts"), described("two"));
  await copy.until("it has run again", (each) => {
    const fill = nodeIn(each, "main/fill");
    return (
      fill.state === "completed" &&
      fill.pods?.[0]?.revision !== nodeIn(view, "main/fill").pods?.[0]?.revision
    );
  });
  expect(lines()).toEqual(["one", "one", "two"]);
});
