import { expect, test } from "bun:test";
import { join } from "node:path";
import { expectGolden } from "../../../test/golden.ts";
import { typed } from "../fixtures/fake-world.ts";
import { checkLines } from "../render/check-lines.ts";
import { coloursOf } from "../render/colours.ts";
import { checksOf, reportLine } from "./checks.ts";
import type { Facts } from "./facts.ts";
import { installing } from "./installing.ts";
import { tools } from "./tools.ts";

const golden = (name: string): string => join(import.meta.dir, "golden", `${name}.txt`);

const fit: Facts = {
  plinth: "0.1.0",
  bun: { wanted: "1.4.5", found: "1.4.5" },
  node: "22.14.0",
  npm: "10.9.2",
  platform: "linux",
  architecture: "x64",
  release: "6.1.0",
  processors: 4,
  memoryMib: 16_000,
  openFilesMax: 65_536,
  freePort: 20_001,
  loopback: true,
  loopbackNeighbour: true,
  state: { folder: "/project/.plinth", isWritable: true },
  tools: new Map(
    tools.map(({ programs: [program = ""] }) => [program, { program, version: "1.2.3" }]),
  ),
  copies: [{ name: "hello", state: "running" }],
};

const unfit: Facts = {
  plinth: "0.1.0",
  bun: { wanted: "1.4.5", found: "1.3.0" },
  node: "18.20.0",
  platform: "win32",
  architecture: "arm64",
  release: "10.0",
  processors: 2,
  memoryMib: 4_000,
  openFilesMax: 256,
  loopback: false,
  loopbackNeighbour: false,
  state: { folder: "/project/.plinth", isWritable: false },
  tools: new Map([["podman", { program: "docker", version: "28.1" }]]),
  copies: [
    { name: "old", state: "orphaned" },
    { name: "bad", state: "damaged", why: "not JSON" },
  ],
};

const lines = (facts: Facts): string =>
  [...checkLines(checksOf(facts), coloursOf({ colour: false })), "", reportLine(facts)].join("\n");

test("a machine that has everything passes every check", async () => {
  expect(checksOf(fit).filter(({ verdict }) => verdict !== "pass")).toEqual([]);
  await expectGolden(golden("fit"), lines(fit));
});

test("what is missing, old or damaged is told with what to do", async () => {
  const remedies = checksOf(unfit).filter(({ verdict, remedy }) => verdict !== "pass" && !remedy);
  expect(remedies).toEqual([]);
  await expectGolden(golden("unfit"), lines(unfit));
});

test("a machine without optional tools is fit all the same", () => {
  const checks = checksOf({ ...fit, tools: new Map() });
  expect(checks.some(({ verdict }) => verdict === "fail")).toBe(false);
});

test("doctor looks at this very machine and changes nothing", async () => {
  const { exitCode, out } = await typed("doctor --json");
  const { checks, report } = JSON.parse(out);
  expect(checks.map(({ name }: { name: string }) => name)).toContain("loopback");
  expect(report).toContain(`bun ${Bun.version}`);
  expect([0, 8]).toContain(exitCode);
});

test("setup asks the machine's own manager, once, for all that it has", () => {
  const some = tools.filter(({ programs }) => ["wrk", "nginx"].includes(programs[0] ?? ""));
  expect(installing(some, "apt-get", false).command).toEqual([
    "sudo",
    "apt-get",
    "install",
    "--yes",
    "wrk",
    "nginx",
  ]);
  expect(installing(some, "brew", false).command?.[0]).toBe("brew");
  expect(installing(some, "apk", true).command?.[0]).toBe("apk");
});

test("setup runs nothing for what the manager does not have, and says where it is", () => {
  const terraform = tools.filter(({ programs }) => programs.includes("terraform"));
  const { command, missing } = installing(terraform, "apt-get", true);
  expect(command).toBeUndefined();
  expect(missing).toMatchObject([{ tool: "terraform", home: expect.stringContaining("https://") }]);
  expect(installing(tools, undefined, true).command).toBeUndefined();
});
