/** A real control plane on loopback, as `deploy --rehearse` and the judges here start it. */
import { expect, test } from "bun:test";
import { existsSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SimulatedMachine } from "#plinth/cloud/control-plane/control-plane.ts";
import { findPrograms, programNames } from "#plinth/cloud/control-plane/programs.ts";
import { startControlPlane } from "#plinth/cloud/control-plane/start.ts";
import { tempProject } from "../temp-project.ts";
import { judgeAt, judgeTest, controlPlanePrograms as programs, verdict } from "./judge.ts";

const env = { PATH: process.env.PATH ?? "", HOME: "/nonexistent" };
const machines: readonly SimulatedMachine[] = ["a", "b"].map((zone) => ({
  name: `machine-${zone}`,
  labels: { "topology.kubernetes.io/zone": zone },
  cpuMilli: 2000,
  memoryMib: 4096,
  pods: 50,
}));

/** Processes that work in this folder: all that a control plane starts do. */
const runningIn = (folder: string): string[] =>
  readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });

const kubectl = async (kubeconfig: string, ...words: readonly string[]): Promise<string> => {
  const command = [judgeAt("kubectl") ?? "", `--kubeconfig=${kubeconfig}`, ...words];
  const asked = Bun.spawn(command, { stderr: "pipe", env });
  const [said, complaint] = await Promise.all([
    new Response(asked.stdout).text(),
    new Response(asked.stderr).text(),
  ]);
  if ((await asked.exited) !== 0) throw new Error(complaint);
  return said;
};

const web = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "default" },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: {
        initContainers: [{ name: "first", image: "none" }],
        containers: [{ name: "web", image: "none" }],
      },
    },
  },
};

judgeTest(
  "a control plane rolls a Deployment out on simulated machines, and leaves nothing when it stops",
  [...programNames, "kubectl"],
  async () => {
    using temp = tempProject({ "web.json": JSON.stringify(web) });
    const folder = temp.at("plane");
    const plane = await startControlPlane({ folder, programs, env, machines });
    try {
      expect(plane.parts.map(({ name }) => name).sort()).toEqual([...programNames].sort());
      expect(statSync(folder).mode & 0o077).toBe(0);
      const ask = (...words: readonly string[]) => kubectl(plane.kubeconfig, ...words);
      await ask("apply", "--server-side", "--validate=strict", `--filename=${temp.at("web.json")}`);
      const said = await ask("rollout", "status", "deployment/web", "--timeout=30s");
      expect(said).toContain("successfully rolled out");
      const nodes = await ask("get", "pods", "--output=jsonpath={.items[*].spec.nodeName}");
      expect(new Set(nodes.split(" "))).toEqual(new Set(machines.map(({ name }) => name)));
      const refused = await fetch(`${plane.url}/api`, { tls: { rejectUnauthorized: false } });
      expect(refused.status).toBe(401);
      expect(runningIn(folder).length).toBe(programNames.length);
    } finally {
      await plane.stop();
    }
    expect(existsSync(folder)).toBe(false);
    expect(runningIn(folder)).toEqual([]);
    await expect(fetch(plane.url)).rejects.toThrow();
    for (const { name, version } of plane.parts)
      verdict({ judge: name, version, lookedAt: "a rollout", checks: 1, findings: 0 });
  },
);

const twoNeeded = ["etcd", "kube-apiserver"];

judgeTest("a part that dies is told of in a sentence, and the rest ends", twoNeeded, async () => {
  using temp = tempProject({});
  const folder = temp.at("plane");
  const { etcd, "kube-apiserver": api } = programs.found;
  const few = { found: { etcd, "kube-apiserver": api }, missing: [] } as typeof programs;
  const plane = await startControlPlane({ folder, programs: few, env });
  const [first] = runningIn(folder);
  process.kill(Number(first), "SIGKILL");
  expect(await plane.broken).toMatch(/^(etcd|kube-apiserver) ended by itself with 137/);
  await plane.stop();
  expect(runningIn(folder)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});

judgeTest("interrupted while it starts, it leaves nothing", twoNeeded, async () => {
  using temp = tempProject({});
  const folder = temp.at("plane");
  const abort = new AbortController();
  const say = (line: string) => line.includes("kube-apiserver") && abort.abort();
  const starting = startControlPlane({ folder, programs, env, signal: abort.signal, say });
  await expect(starting).rejects.toThrow("abort");
  expect(runningIn(folder)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});

judgeTest("killed with whoever started it, it leaves nothing", twoNeeded, async () => {
  const control = join(import.meta.dir, "..", "..", "src", "cloud", "control-plane");
  using temp = tempProject({
    "main.ts": `
      import { startControlPlane } from "${control}/start.ts";
      const programs = ${JSON.stringify(programs)};
      await startControlPlane({ folder: process.argv[2], programs, env: process.env });
      console.log("up");
      setInterval(() => {}, 1000);`,
  });
  const folder = temp.at("plane");
  const starter = Bun.spawn([process.execPath, temp.at("main.ts"), folder], {
    stdout: "pipe",
    env,
  });
  await starter.stdout.getReader().read();
  expect(runningIn(folder).length).toBeGreaterThanOrEqual(2);
  starter.kill("SIGKILL");
  await starter.exited;
  const deadlineMs = performance.now() + 10_000;
  while (existsSync(folder) && performance.now() < deadlineMs) await Bun.sleep(50);
  expect(existsSync(folder)).toBe(false);
  expect(runningIn(folder)).toEqual([]);
});

test("what is missing is named, with what it is for and how to get it", async () => {
  using temp = tempProject({ "bin/kwok": "" });
  const few = findPrograms({ env: { PATH: temp.at("bin") } });
  expect(few.found).toEqual({ kwok: temp.at("bin/kwok") });
  expect(few.missing.map(({ name }) => name)).toEqual(
    programNames.filter((name) => name !== "kwok"),
  );
  const starting = startControlPlane({ folder: temp.at("plane"), programs: few, env });
  await expect(starting).rejects.toThrow("a control plane needs etcd and kube-apiserver");
  expect(existsSync(temp.at("plane"))).toBe(false);
});

test("assets of a test suite come before PATH, and PATH before the folders given", () => {
  using temp = tempProject({ "assets/etcd": "", "path/etcd": "", "path/kwok": "", "own/kwok": "" });
  const env = { PATH: temp.at("path"), KUBEBUILDER_ASSETS: temp.at("assets") };
  expect(findPrograms({ env, folders: [temp.at("own")] }).found).toEqual({
    etcd: temp.at("assets/etcd"),
    kwok: temp.at("path/kwok"),
  });
});
