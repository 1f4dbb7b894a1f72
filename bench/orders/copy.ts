import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { SQL } from "bun";
import type { NodeView, PodView, SystemView } from "#plinth/local/copies/view.ts";
import { checkout, type Ran, run, withoutBootstrap } from "../lib/plinth.ts";
import { runs, type Seen, withVariable, workingBelow } from "../lifecycle/processes.ts";
import { type Project, temporaryProject } from "../lifecycle/projects.ts";

/** Where things are in the system's model. */
export const nodes = {
  balancer: "aws/vpc/alb",
  database: "aws/vpc/db",
  broker: "aws/vpc/main/orders",
  door: "aws/vpc/main/api-gateway",
  inventory: "aws/vpc/main/inventory",
  billing: "aws/vpc/main/billing",
  worker: "aws/vpc/main/billing-worker",
} as const;

/** Everything that a verb starts inherits this, so that nothing it leaves behind can hide. */
const mark = "BENCH_ORDERS";

/** A client gives up after this: longer than the gateway takes for its 503, ms. */
const clientWithinMs = 10_000;

/** How a copy is to be brought up. */
export interface CopyOptions {
  readonly profile: "prod" | "dev";
  /** Replaces text of the system file, where something of it must be otherwise: from -> to. */
  readonly instead?: Readonly<Record<string, string>>;
}

/** Cloud-Design, brought up by the verbs that people type, in a project that is gone afterwards. */
export class Copy implements AsyncDisposable {
  private readonly id = crypto.randomUUID();
  private readonly project: Project;
  private readonly profile: string;

  private constructor({ profile, instead = {} }: CopyOptions) {
    this.profile = profile;
    let text = readFileSync(`${checkout}/systems/cloud-design/system.ts`, "utf8");
    for (const [from, to] of Object.entries(instead)) {
      if (!text.includes(from)) throw new Error(`the system file has no ${from} any more`);
      text = text.replaceAll(from, to);
    }
    this.project = temporaryProject({ "systems/cloud-design/system.ts": text });
    for (const name of ["node_modules", "services"]) {
      symlinkSync(`${checkout}/${name}`, `${this.project.root}/${name}`);
    }
  }

  /** @throws with what was said when it does not become ready; then nothing is left of it. */
  static async up(options: CopyOptions): Promise<Copy> {
    const copy = new Copy(options);
    try {
      await copy.again();
      return copy;
    } catch (error) {
      await copy[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** A verb, to its end. */
  verb(...words: readonly string[]): Promise<Ran> {
    return run([...withoutBootstrap, ...words], this.project.root, { [mark]: this.id });
  }

  /** Up, be it the first time or after it was ended. @throws with what was said when that fails. */
  async again(): Promise<Ran> {
    const words = ["up", "--detach", "--no-watch", "--profile", this.profile, "--timeout", "3m"];
    const ran = await this.verb(...words);
    if (ran.exitCode === 0) return ran;
    throw new Error(`up exited with ${ran.exitCode}\n${ran.out}${ran.err}`);
  }

  /** Whether there is anything on disk of what its servers know. */
  get keepsData(): boolean {
    return existsSync(`${this.project.root}/.plinth/cloud-design/volumes`);
  }

  private file(name: string): string {
    return readFileSync(`${this.project.root}/.plinth/cloud-design/${name}`, "utf8");
  }

  private json<T>(name: string): T {
    return JSON.parse(this.file(name)) as T;
  }

  /** How it looked a moment ago. */
  view(): SystemView {
    return this.json("view.json");
  }

  node(id: string): NodeView {
    const node = this.view().nodes.find((each) => each.id === id);
    if (!node) throw new Error(`there is no "${id}" in this system`);
    return node;
  }

  /** The replicas of a service or members of a server that have a process now. */
  pods(id: string, role?: string): readonly PodView[] {
    const pods = this.node(id).pods ?? [];
    return pods.filter(
      (pod) => this.pidOf(pod.name) !== undefined && (role === undefined || pod.role === role),
    );
  }

  /** The process of a replica, or of `gateway`; undefined when it has none now. */
  pidOf(what: string): number | undefined {
    interface Children {
      readonly children: readonly { readonly pid: number; readonly what: string }[];
    }
    const { children } = this.json<Children>("children.json");
    return children.findLast((child) => child.what === what && runs(child.pid))?.pid;
  }

  /** Every process that a verb has started and that runs now, servers and their own children too. */
  processes(): readonly Seen[] {
    const marked = withVariable(mark, (value) => value === this.id);
    // PostgreSQL's write their titles over their environment.
    const working = workingBelow(this.project.root);
    const known = new Set(marked.map(({ pid }) => pid));
    return [...marked, ...working.filter(({ pid }) => !known.has(pid))];
  }

  get supervisor(): number {
    return this.json<{ pid: number }>("supervisor.json").pid;
  }

  /** Whether the standby may take over, as the database has written it down. */
  get isInSync(): boolean {
    return this.json<{ inSync: boolean }>(`volumes/${nodes.database}/roles.json`).inSync;
  }

  /** Events of this copy, oldest first. */
  events(): readonly { readonly at: string; readonly reason: string; readonly message: string }[] {
    const lines = this.file("events.ndjson").split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line));
  }

  password(node: string): string {
    return this.json<Record<string, string>>("volumes/passwords.json")[node] ?? "";
  }

  /** Asks at the balancer, with the token. @throws when there is no answer. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const [base = "nowhere"] = this.node(nodes.balancer).endpoints;
    return fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.password("aws/write-token")}`,
        "content-type": "application/json",
        ...headers,
      },
      signal: AbortSignal.timeout(clientWithinMs),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** A client of a database, by its node. */
  sql(node: string): SQL {
    const url = new URL(this.node(node).endpoints[0] ?? "");
    url.password = this.password(node);
    return new SQL(url, { max: 1 });
  }

  /** A client of the database where orders are kept. */
  billing(): SQL {
    return this.sql(`${nodes.database}/billing`);
  }

  /** Down with all it kept; whatever that leaves is killed, and told. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.verb("down", "--volumes");
    const left = this.processes();
    for (const { pid } of left) process.kill(pid, "SIGKILL");
    this.project[Symbol.dispose]();
    if (left.length > 0) {
      throw new Error(`these were left running: ${left.map(({ words }) => words).join(", ")}`);
    }
  }
}
