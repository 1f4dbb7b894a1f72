import { token } from "#plinth/host/chance.ts";
import { monotonicMs, pause } from "#plinth/host/clock.ts";
import { signingKeys } from "#plinth/host/keys.ts";
import { freePort, returnPort } from "#plinth/host/net/port.ts";
import { startKeeper } from "#plinth/host/processes/keeper.ts";
import { type Started, start } from "#plinth/host/processes/start.ts";
import { exists, makeFolder, readText, remove, writeText } from "#plinth/host/store.ts";
import { versionOf } from "#plinth/host/survey.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { ApiClient } from "./api-client.ts";
import { commandWords, files, kubeconfigText, type Ports, schedulerText } from "./commands.ts";
import type { ControlPlane, ControlPlaneOptions, ControlPlanePart } from "./control-plane.ts";
import { claimsPath, type DiskClaim, diskFor, disksPath } from "./disks.ts";
import { metricsApi } from "./metrics-api.ts";
import type { ProgramName } from "./programs.ts";
import { nodeOf, simulationText } from "./simulation.ts";

/** Between two looks whether a part is there, ms. */
const lookMs = 50;
/** Between two looks for claims without a disk, ms. */
const diskLookMs = 250;
/** A part that is not there by then will not come, ms; a cold disk and two busy cores included. */
const readyWithinMs = 90_000;
/** Between the request to end and the end by force, ms. */
const graceMs = 3_000;
/** Lines that are kept of what a part said last. */
const lastLinesMax = 20;

/** One running program. */
interface Running {
  readonly name: ProgramName;
  readonly process: Started;
  readonly last: string[];
}

/**
 * Starts the programs that were found, each when those it needs answer: etcd and the API server, the
 * controllers and the scheduler, simulated machines, the metrics server. All of it on loopback, on
 * free ports, behind a token that only the kubeconfig has. However this process ends, they end.
 *
 * @throws Refusal when etcd or the API server is missing, when a part ends as it starts or does not
 *   come up in time; nothing is left of it then. When the signal aborts: its reason.
 */
export const startControlPlane = async (options: ControlPlaneOptions): Promise<ControlPlane> => {
  const { found, missing } = options.programs;
  const needed = missing.filter(({ name }) => name === "etcd" || name === "kube-apiserver");
  if (needed.length > 0) {
    const details = needed.map(({ name, remedy }) => `${name}: ${remedy}`);
    throw new Refusal("environment", "a control plane needs etcd and kube-apiserver", { details });
  }
  if (exists(options.folder)) {
    const says = `${options.folder} is there already; a control plane makes its folder anew`;
    throw new Refusal("environment", says);
  }
  const made = await ControlPlaneRun.prepare(options);
  const abort = (): void => void made.stop();
  options.signal?.addEventListener("abort", abort, { once: true });
  try {
    options.signal?.throwIfAborted();
    await made.startAll(found);
  } catch (error) {
    await made.stop();
    options.signal?.throwIfAborted();
    throw error;
  }
  return made;
};

class ControlPlaneRun implements ControlPlane {
  readonly kubeconfig: string;
  readonly url: string;
  readonly parts: ControlPlanePart[] = [];
  readonly broken: Promise<string>;
  readonly #options: ControlPlaneOptions;
  readonly #ports: Ports;
  readonly #token: string;
  readonly #running: Running[] = [];
  readonly #keeper: ReturnType<typeof startKeeper>;
  readonly #break: (sentence: string) => void;
  #failure: string | undefined;
  #stopping: Promise<void> | undefined;
  #disks: Promise<void> | undefined;
  #client: ApiClient | undefined;

  static async prepare(options: ControlPlaneOptions): Promise<ControlPlaneRun> {
    const port = () => freePort("127.0.0.1");
    const ports: Ports = {
      "kube-apiserver": await port(),
      kwok: await port(),
      "metrics-server": await port(),
    };
    const keys = await signingKeys();
    const run = new ControlPlaneRun(options, ports);
    makeFolder(options.folder);
    run.#write(files.signingKey, keys.privateKey);
    run.#write(files.verifyingKey, keys.publicKey);
    run.#write(files.tokens, `${run.#token},plinth,plinth,system:masters\n`);
    run.#write(files.scheduler, schedulerText());
    run.#write(files.simulation, simulationText());
    return run;
  }

  private constructor(options: ControlPlaneOptions, ports: Ports) {
    this.#options = options;
    this.#ports = ports;
    this.#token = token();
    this.kubeconfig = `${options.folder}/${files.kubeconfig}`;
    this.url = `https://127.0.0.1:${ports["kube-apiserver"]}`;
    this.#keeper = startKeeper(options.env);
    this.#keeper.keepFolder(options.folder);
    const { promise, resolve } = Promise.withResolvers<string>();
    this.broken = promise;
    this.#break = resolve;
  }

  async startAll(found: ControlPlaneOptions["programs"]["found"]): Promise<void> {
    const { machines = [] } = this.#options;
    const at = (name: ProgramName): string => found[name] ?? "";
    await this.#start("etcd", at("etcd"), async () => exists(`${this.#options.folder}/etcd.sock`));
    await this.#start("kube-apiserver", at("kube-apiserver"), () => this.#isServing());
    const api = this.#connected();
    const others: Promise<void>[] = [];
    const begin = (name: ProgramName, isThere: () => Promise<boolean>): void => {
      if (found[name] !== undefined) others.push(this.#start(name, found[name], isThere));
    };
    // Each is known to work by what it makes.
    begin("kube-controller-manager", () =>
      api.isOk("/api/v1/namespaces/default/serviceaccounts/default"),
    );
    begin("kube-scheduler", async () => true);
    if (found.kwok !== undefined) {
      for (const machine of machines) await api.apply("/api/v1/nodes", nodeOf(machine));
      begin("kwok", () => this.#areReady(machines.map(({ name }) => name)));
      this.#disks = this.#makeDisks(api);
    }
    if (found["metrics-server"] !== undefined && found.kwok !== undefined) {
      for (const [path, object] of metricsApi(this.#ports["metrics-server"]))
        await api.apply(path, object);
      begin("metrics-server", () => api.isOk("/apis/metrics.k8s.io/v1beta1"));
    }
    await Promise.all(others);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#end();
    return this.#stopping;
  }

  async #end(): Promise<void> {
    // Who depends on others goes first, so that nobody complains of those who have gone.
    for (const { process } of [...this.#running].reverse()) {
      if (!process.signal("SIGTERM")) continue;
      const abort = new AbortController();
      await Promise.race([process.ended, pause(graceMs, abort.signal)]);
      abort.abort();
      process.signal("SIGKILL");
      await process.ended;
    }
    await this.#disks;
    await this.#keeper.release();
    remove(this.#options.folder);
    for (const port of Object.values(this.#ports)) returnPort(port);
  }

  async #start(name: ProgramName, program: string, isThere: () => Promise<boolean>): Promise<void> {
    const { folder, env, say, flags } = this.#options;
    const version = (await versionOf(program, ["--version"])) ?? "unknown";
    say?.(`starting ${name} ${version}`);
    if (this.#stopping) return;
    const startMs = monotonicMs();
    const last: string[] = [];
    const process = start({
      command: [program, ...commandWords(this.#ports)[name], ...(flags?.[name] ?? [])],
      cwd: folder,
      env,
      onLine: (_, line) => {
        last.push(line);
        if (last.length > lastLinesMax) last.shift();
      },
    });
    this.#keeper.keep(process.pid);
    this.#running.push({ name, process, last });
    void process.ended.then(({ exitCode }) => {
      if (this.#stopping) return;
      this.#failure ??= `${name} ended by itself with ${exitCode}: ${last.at(-1) ?? "it said nothing"}`;
      this.#break(this.#failure);
    });
    await this.#waitFor(name, isThere, last);
    const millis = Math.round(monotonicMs() - startMs);
    this.parts.push({ name, version, from: program, millis });
  }

  async #waitFor(name: string, isThere: () => Promise<boolean>, last: string[]): Promise<void> {
    const deadlineMs = monotonicMs() + readyWithinMs;
    while (!(await isThere())) {
      this.#options.signal?.throwIfAborted();
      if (this.#failure !== undefined || this.#stopping !== undefined)
        throw new Refusal("environment", this.#failure ?? "the control plane was stopped", {
          details: last,
        });
      if (monotonicMs() > deadlineMs) {
        const says = `${name} did not come up within ${readyWithinMs / 1000} s`;
        throw new Refusal("timeout", says, { details: last });
      }
      await pause(lookMs);
    }
  }

  /** The API server makes its certificate as it starts; before that there is nobody to believe. */
  async #isServing(): Promise<boolean> {
    const ca = readText(`${this.#options.folder}/${files.certificate}`);
    if (ca === undefined || ca === "") return false;
    const client = new ApiClient({ url: this.url, ca, token: this.#token });
    if (!(await client.isOk("/readyz"))) return false;
    this.#client = client;
    this.#write(files.kubeconfig, kubeconfigText(this.url, ca, this.#token));
    return true;
  }

  #connected(): ApiClient {
    if (this.#client === undefined) throw new Error("the API server has not answered yet");
    return this.#client;
  }

  async #areReady(nodes: readonly string[]): Promise<boolean> {
    const api = this.#connected();
    const ready = await Promise.all(nodes.map((name) => api.isReadyNode(name)));
    return ready.every(Boolean);
  }

  /** Gives each claim its disk, until all of it is stopped. */
  async #makeDisks(api: ApiClient): Promise<void> {
    const made = new Set<string>();
    while (!this.#stopping) {
      for (const claim of await api.list<DiskClaim>(claimsPath)) {
        if (claim.spec.volumeName !== undefined || made.has(claim.metadata.uid)) continue;
        made.add(claim.metadata.uid);
        await api.apply(disksPath, diskFor(claim)).catch(() => made.delete(claim.metadata.uid));
      }
      await pause(diskLookMs);
    }
  }

  #write(name: string, text: string): void {
    writeText(`${this.#options.folder}/${name}`, text);
  }
}
