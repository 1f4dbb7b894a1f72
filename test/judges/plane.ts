/** A control plane for a test, and kubectl that speaks with it. */
import { readFileSync } from "node:fs";
import type { SimulatedMachine } from "#plinth/cloud/control-plane/control-plane.ts";
import type { ProgramName } from "#plinth/cloud/control-plane/programs.ts";
import { startControlPlane } from "#plinth/cloud/control-plane/start.ts";
import { tempProject } from "../temp-project.ts";
import { controlPlanePrograms, judgeAt } from "./judge.ts";

/** Nothing of this machine's user: kubectl would read ~/.kube. */
const planeEnvironment = { PATH: process.env.PATH ?? "", HOME: "/nonexistent" };

export interface Said {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export interface TestPlane extends AsyncDisposable {
  readonly kubeconfig: string;
  /** Version of the API server. */
  readonly version: string;
  kubectl(...words: readonly string[]): Promise<Said>;
  /** Its output. @throws what it complains of */
  ask(...words: readonly string[]): Promise<string>;
  /** Makes the objects, or brings them to what is said here. @throws what is refused */
  apply(...objects: readonly object[]): Promise<void>;
  /** An object of the API, by its path: quicker than kubectl. */
  api(path: string): Promise<unknown>;
}

interface PlaneOptions {
  /** Which programs run. */
  readonly with: readonly ProgramName[];
  readonly machines?: readonly SimulatedMachine[];
  readonly flags?: Readonly<Partial<Record<ProgramName, readonly string[]>>>;
}

/** Starts one; it ends, and leaves nothing, when the `await using` block does. */
export const startTestPlane = async (options: PlaneOptions): Promise<TestPlane> => {
  const folder = tempProject({});
  const { found } = controlPlanePrograms;
  const wanted = options.with.map((name) => [name, found[name] ?? ""]);
  const plane = await startControlPlane({
    folder: folder.at("plane"),
    programs: { found: Object.fromEntries(wanted), missing: [] },
    env: planeEnvironment,
    ...(options.machines && { machines: options.machines }),
    ...(options.flags && { flags: options.flags }),
  });
  const kubectl: TestPlane["kubectl"] = async (...words) => {
    const command = [judgeAt("kubectl") ?? "", `--kubeconfig=${plane.kubeconfig}`, ...words];
    const asked = Bun.spawn(command, { stderr: "pipe", env: planeEnvironment, cwd: folder.root });
    const outputs = [new Response(asked.stdout).text(), new Response(asked.stderr).text()];
    const [out = "", err = ""] = await Promise.all(outputs);
    return { exitCode: await asked.exited, out, err };
  };
  const ask: TestPlane["ask"] = async (...words) => {
    const { exitCode, out, err } = await kubectl(...words);
    if (exitCode !== 0) throw new Error(`kubectl ${words.join(" ")}: ${err}`);
    return out;
  };
  const { clusters, users } = JSON.parse(readFileSync(plane.kubeconfig, "utf8"));
  const ca = atob(clusters[0].cluster["certificate-authority-data"]);
  const headers = { authorization: `Bearer ${users[0].user.token}` };
  return {
    kubeconfig: plane.kubeconfig,
    version: plane.parts.find(({ name }) => name === "kube-apiserver")?.version ?? "unknown",
    kubectl,
    ask,
    api: async (path) => (await fetch(`${plane.url}${path}`, { headers, tls: { ca } })).json(),
    apply: async (...objects) => {
      const file = folder.at("objects.json");
      await Bun.write(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
      await ask("apply", "--server-side", "--validate=strict", "--filename", file);
    },
    [Symbol.asyncDispose]: async () => {
      await plane.stop();
      folder[Symbol.dispose]();
    },
  };
};

/** Machines in three zones with room for what a test rolls out. */
export const threeMachines: readonly SimulatedMachine[] = ["a", "b", "c"].map((zone) => ({
  name: `machine-${zone}`,
  labels: { "topology.kubernetes.io/zone": zone },
  cpuMilli: 16_000,
  memoryMib: 65_536,
  pods: 200,
}));
