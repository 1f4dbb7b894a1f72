/**
 * The metrics API of a cluster (metrics.k8s.io), answered by a test: so that it is known to the digit,
 * and to the moment, what the autoscaler read each time that it decided.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { HpaObservation, PodSample } from "#plinth/control/hpa/types.ts";
import type { TestPlane } from "./plane.ts";

/** What each pod asks for, milli-cores. */
export const requestMilli = 100;

/** One look of the autoscaler. */
export interface Look {
  readonly atS: number;
  readonly observation: HpaObservation;
  /** What the autoscaler said of its look before: `True ReadyForNewScale` by type. */
  readonly conditionsBefore: Readonly<Record<string, string>>;
}

/** A workload of its own namespace, and the load on it. */
export interface Metered {
  readonly namespace: string;
  /** The load on all pods together at a look, milli-cores. */
  readonly loadAt: (look: number) => number;
  readonly looks: Look[];
}

interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly status: {
    readonly phase: PodSample["phase"];
    readonly startTime?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly lastTransitionTime: string;
    }[];
  };
}

interface Deployment {
  readonly spec: { readonly replicas: number };
  readonly status: { readonly replicas?: number };
}

interface Autoscaler {
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason: string;
    }[];
  };
}

const inS = (time: string | undefined): number | null =>
  time === undefined ? null : Date.parse(time) / 1000;

const sampleOf = (pod: Pod, cpuMilli: number, sampledS: number): PodSample => {
  const { phase, startTime, conditions = [] } = pod.status;
  const ready = conditions.find(({ type }) => type === "Ready");
  return {
    name: pod.metadata.name,
    phase,
    deleting: pod.metadata.deletionTimestamp !== undefined,
    startS: inS(startTime),
    ready: ready?.status === "True",
    readySinceS: inS(ready?.lastTransitionTime),
    requestMilli,
    requestMib: null,
    cpuMilli: phase === "Running" ? cpuMilli : null,
    memoryMib: null,
    custom: {},
    sampledS,
    windowS: 1,
  };
};

const metricsOf = ({ name, cpuMilli, sampledS }: PodSample, namespace: string): object => ({
  metadata: { name, namespace },
  timestamp: new Date(sampledS * 1000).toISOString().replace(".000", ""),
  window: "1s",
  containers: [{ name: "main", usage: { cpu: `${cpuMilli}m`, memory: "1Mi" } }],
});

/** One that answers; where, on loopback. */
export interface Meter extends AsyncDisposable {
  readonly port: number;
}

/** Answers for all workloads until it is disposed of. */
export const meter = (plane: TestPlane, workloads: readonly Metered[]): Meter => {
  const look = async (of: Metered): Promise<object> => {
    const at = `/apis/apps/v1/namespaces/${of.namespace}/deployments/main`;
    const autoscalers = `/apis/autoscaling/v2/namespaces/${of.namespace}/horizontalpodautoscalers`;
    const [deployment, pods, autoscaler] = (await Promise.all([
      plane.api(at),
      plane.api(`/api/v1/namespaces/${of.namespace}/pods`),
      plane.api(`${autoscalers}/main`),
    ])) as [Deployment, { readonly items: readonly Pod[] }, Autoscaler];
    const load = of.loadAt(of.looks.length);
    const all = pods.items;
    const running = all.filter(({ status }) => status.phase === "Running").length;
    const atMs = Date.now();
    const samples = all.map((pod) =>
      sampleOf(pod, Math.round(load / Math.max(1, running)), Math.floor(atMs / 1000)),
    );
    const { conditions = [] } = autoscaler.status ?? {};
    of.looks.push({
      atS: atMs / 1000,
      observation: {
        replicas: deployment.spec.replicas,
        statusReplicas: deployment.status.replicas ?? 0,
        pods: samples,
        objects: {},
        externals: {},
      },
      conditionsBefore: Object.fromEntries(
        conditions.map(({ type, status, reason }) => [type, `${status} ${reason}`]),
      ),
    });
    const measured = samples.filter(({ cpuMilli }) => cpuMilli !== null);
    return {
      kind: "PodMetricsList",
      apiVersion: "metrics.k8s.io/v1beta1",
      metadata: {},
      items: measured.map((sample) => metricsOf(sample, of.namespace)),
    };
  };
  const certificates = join(dirname(plane.kubeconfig), "certs");
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    tls: {
      cert: readFileSync(join(certificates, "apiserver.crt"), "utf8"),
      key: readFileSync(join(certificates, "apiserver.key"), "utf8"),
    },
    async fetch(request) {
      const { pathname } = new URL(request.url);
      const [, namespace] = /\/namespaces\/([^/]+)\/pods$/.exec(pathname) ?? [];
      const of = workloads.find((each) => each.namespace === namespace);
      if (of !== undefined) return Response.json(await look(of));
      if (!pathname.endsWith("/v1beta1")) return new Response("", { status: 404 });
      const verbs = ["get", "list"];
      return Response.json({
        kind: "APIResourceList",
        apiVersion: "v1",
        groupVersion: "metrics.k8s.io/v1beta1",
        resources: [{ name: "pods", namespaced: true, kind: "PodMetrics", verbs }],
      });
    },
  });
  return { port: server.port ?? 0, [Symbol.asyncDispose]: () => server.stop(true) };
};
