import { expect, test } from "bun:test";
import { complaints, localPart } from "../testing.ts";

test("a job is a program without ports that is started again until it has ended well", () => {
  const part = localPart("main/seed", (s) =>
    s.kubernetes("main").job("seed", { command: ["seed"], env: { A: "1" } }),
  );
  expect(part).toMatchObject({
    part: "workload",
    runsOnce: true,
    command: ["seed"],
    env: { A: "1" },
    ports: [],
    restartPolicy: "OnFailure",
  });
});

test("a job that says nothing to run is found", () => {
  expect(complaints((s) => s.kubernetes("main").job("seed", {}))).toEqual([
    "neither command nor source says what to run; write one",
  ]);
});
