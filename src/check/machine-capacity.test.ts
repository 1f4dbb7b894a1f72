import { expect, test } from "bun:test";
import { sound, soundJob } from "./examples.ts";
import { lookAt } from "./look.ts";
import { askedOf } from "./machine-capacity.ts";
import { built, testDay } from "./testing.ts";

test("a job needs room beside the most replicas, and none once it has ended", () => {
  const { system } = built((s) => {
    const main = s.kubernetes("main");
    main.service("web", { ...sound, scale: { min: 2, max: 3, cpu: "70%" } });
    main.job("fill", soundJob);
  });
  const look = lookAt(system, testDay);
  expect(askedOf(look, "main", "atRest")).toEqual({ pods: 2, cpuMilli: 200, memoryMib: 128 });
  expect(askedOf(look, "main", "most")).toEqual({ pods: 4, cpuMilli: 400, memoryMib: 256 });
});
