import { environment, thisRuntime } from "#plinth/host/machine.ts";
import { exists, readText } from "#plinth/host/store.ts";
import { treeMark } from "#plinth/host/tree-mark.ts";
import type { LocalWorkload } from "#plinth/model/local-part.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { expand, expandAll } from "./expand.ts";
import type { LocalPlan } from "./plan.ts";
import { type Addresses, textOf } from "./resolve.ts";

/** What a copy tells all its processes. */
export interface CopyContext {
  readonly root: string;
  readonly name: string;
  /** Marks every process of this run in its environment, so that none is ever lost. */
  readonly runId: string;
  readonly telemetry: { readonly url: string; readonly token: string };
}

/** A program of a workload, the same for all its replicas. */
export interface Program {
  readonly node: string;
  readonly command: readonly string[];
  readonly cwd: string;
  /** The folder that is watched for changes; none: only the model changes it. */
  readonly source?: string;
  /** Changes with what is in its files. */
  readonly mark: string;
  /** The model's variables, rendered. */
  readonly env: Readonly<Record<string, string>>;
}

/** What a manifest names as its program, or what it lacks. */
const mainIn = (manifest: string | undefined): { main: string } | { lacks: string } => {
  if (manifest === undefined) return { lacks: "no package.json" };
  try {
    const { main } = JSON.parse(manifest) as { main?: unknown };
    return typeof main === "string" ? { main } : { lacks: 'no "main" in its package.json' };
  } catch {
    return { lacks: "a package.json that is not JSON" };
  }
};

const programOfSource = (node: string, folder: string): readonly string[] => {
  const found = mainIn(readText(`${folder}/package.json`));
  if ("main" in found) return [thisRuntime(), `${folder}/${found.main}`];
  const remedy = 'Add "main", or write `command` in the model';
  throw new Refusal("model", `"${node}": ${folder} has ${found.lacks}. ${remedy}`);
};

/** The files below a folder that a command names, so that changes of them are seen. */
const filesNamed = (command: readonly string[], folder: string): string[] =>
  command
    .flatMap((word) => word.split(/\s+/))
    .filter((word) => /^[\w.][\w./-]*\.\w+$/.test(word) && exists(`${folder}/${word}`))
    .map((word) => `${folder}/${word}`);

/** What a workload runs. @throws Refusal when the folder or what it should run is not there */
export const programOf = (
  plan: LocalPlan,
  addresses: Addresses,
  node: string,
  root: string,
): Program => {
  const part = plan.workloads.get(node) as LocalWorkload;
  const source = part.source === undefined ? undefined : `${root}/${part.source}`;
  if (source !== undefined && !exists(source)) {
    const says = `"${node}" has its source in "${part.source}", which is not in the project`;
    throw new Refusal("model", `${says}; write the folder's path relative to ${root}`);
  }
  const env = Object.entries(part.env).map(
    ([name, value]) => [name, textOf(plan, addresses, node, value)] as const,
  );
  const cwd = source ?? root;
  const command = part.command ?? programOfSource(node, cwd);
  return {
    node,
    command,
    cwd,
    mark: treeMark(source === undefined ? filesNamed(command, cwd) : [source]),
    ...(source !== undefined && { source }),
    env: Object.fromEntries(env),
  };
};

/** One start of one replica. */
export interface Launch {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

const portVariable = (name: string, first: boolean): string =>
  first ? "PORT" : `PORT_${name.toUpperCase().replaceAll("-", "_")}`;

/** The words and the environment of one replica: its program's, and who and where it is. */
export const launchOf = (
  program: Program,
  part: LocalWorkload,
  copy: CopyContext,
  pod: { readonly name: string; readonly machine: string; readonly ports: readonly number[] },
): Launch => {
  const ports = part.ports.map(
    ({ name }, i) => [portVariable(name, i === 0), String(pod.ports[i])] as const,
  );
  const service = program.node.split("/").at(-1) ?? program.node;
  const given: Record<string, string> = {
    HOST: "127.0.0.1",
    HOSTNAME: pod.name,
    POD_NAME: pod.name,
    POD_NAMESPACE: copy.name,
    POD_IP: "127.0.0.1",
    NODE_NAME: pod.machine,
    OTEL_SERVICE_NAME: service,
    OTEL_RESOURCE_ATTRIBUTES:
      `service.instance.id=${pod.name},k8s.pod.name=${pod.name},` +
      `k8s.namespace.name=${copy.name},k8s.node.name=${pod.machine}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: copy.telemetry.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${copy.telemetry.token}`,
    ...Object.fromEntries(ports),
  };
  // The machine's own variables are there, but nothing refers to them: a cluster has others.
  const variables = expandAll(program.env, given);
  const command = program.command.map((word) => expand(word, variables));
  const env = { ...environment(), ...variables, PLINTH_RUN: copy.runId };
  return { command, cwd: program.cwd, env };
};
