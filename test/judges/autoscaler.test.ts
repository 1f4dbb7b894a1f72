/**
 * Kubernetes' own autoscaler beside ours. It runs in the real controller manager, on simulated
 * machines, under three loads; each time it looks, the test answers its question for metrics, so both
 * decide from the same figures at the same moment. Compared are, look by look, the replicas that it
 * set and the conditions that it told with those of `src/control/hpa`. What no load here shows, as
 * pods that do not become ready, is in the traces of `npm run conformance -- hpa`.
 */
import { expect } from "bun:test";
import { conditionText, conditionTypes } from "#plinth/control/hpa/conditions.ts";
import { decide, hpaStart } from "#plinth/control/hpa/decide.ts";
import { hpaFlagDefaults } from "#plinth/control/hpa/defaults.ts";
import type { HpaSpec, ScalingRules } from "#plinth/control/hpa/types.ts";
import { judgeTest, verdict } from "./judge.ts";
import { type Look, type Metered, meter, requestMilli } from "./metered-load.ts";
import { startTestPlane, threeMachines } from "./plane.ts";

/** Windows are odd seconds and looks are every two, so that none falls on a window's end. */
const everyS = 2;
const downscaleStabilizationS = 9;
const flags = { ...hpaFlagDefaults, downscaleStabilizationS };
const looksWanted = 18;

interface Case {
  readonly name: string;
  readonly spec: HpaSpec;
  readonly loadAt: (look: number) => number;
}

const cpu = (percent: number): HpaSpec["metrics"] => [
  { type: "Resource", name: "cpu", target: { type: "Utilization", percent } },
];
const perS = (type: "Pods" | "Percent", value: number, periodS: number): ScalingRules => ({
  policies: [{ type, value, periodS }],
});

const cases: readonly Case[] = [
  {
    name: "steady-rise",
    spec: { minReplicas: 2, maxReplicas: 9, metrics: cpu(70), scaleUp: perS("Pods", 2, 5) },
    loadAt: (look) => 100 + 50 * look,
  },
  {
    name: "spike-and-fall",
    spec: { minReplicas: 2, maxReplicas: 12, metrics: cpu(70) },
    loadAt: (look) => (look >= 3 && look < 7 ? 800 : 120),
  },
  {
    name: "oscillation",
    spec: {
      minReplicas: 1,
      maxReplicas: 10,
      metrics: cpu(50),
      scaleUp: { stabilizationS: 3 },
      scaleDown: { stabilizationS: 5, ...perS("Percent", 50, 3) },
    },
    loadAt: (look) => (Math.floor(look / 3) % 2 === 0 ? 150 : 420),
  },
];

const rulesOf = ({ stabilizationS, policies }: ScalingRules): object => ({
  ...(stabilizationS !== undefined && { stabilizationWindowSeconds: stabilizationS }),
  ...(policies && {
    policies: policies.map(({ type, value, periodS }) => ({ type, value, periodSeconds: periodS })),
  }),
});

const autoscalerOf = ({ name, spec }: Case): object => ({
  apiVersion: "autoscaling/v2",
  kind: "HorizontalPodAutoscaler",
  metadata: { name: "main", namespace: name },
  spec: {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "main" },
    minReplicas: spec.minReplicas,
    maxReplicas: spec.maxReplicas,
    metrics: spec.metrics.map(({ target }) => ({
      type: "Resource",
      resource: {
        name: "cpu",
        target: {
          type: "Utilization",
          averageUtilization: target.type === "Utilization" ? target.percent : 0,
        },
      },
    })),
    ...((spec.scaleUp || spec.scaleDown) && {
      behavior: {
        ...(spec.scaleUp && { scaleUp: rulesOf(spec.scaleUp) }),
        ...(spec.scaleDown && { scaleDown: rulesOf(spec.scaleDown) }),
      },
    }),
  },
});

const deploymentOf = ({ name, spec }: Case): object => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "main", namespace: name },
  spec: {
    replicas: spec.minReplicas,
    selector: { matchLabels: { app: "main" } },
    template: {
      metadata: { labels: { app: "main" } },
      spec: {
        containers: [
          { name: "main", image: "none", resources: { requests: { cpu: `${requestMilli}m` } } },
        ],
      },
    },
  },
});

/** The API server asks a port of loopback for metrics. */
const metricsApiAt = (port: number): readonly object[] => [
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "metrics", namespace: "kube-system" },
    spec: { type: "ExternalName", externalName: "localhost", ports: [{ port }] },
  },
  {
    apiVersion: "apiregistration.k8s.io/v1",
    kind: "APIService",
    metadata: { name: "v1beta1.metrics.k8s.io" },
    spec: {
      group: "metrics.k8s.io",
      version: "v1beta1",
      service: { name: "metrics", namespace: "kube-system", port },
      insecureSkipTLSVerify: true,
      groupPriorityMinimum: 100,
      versionPriority: 100,
    },
  },
];

type Decision = readonly [replicas: number, conditions: Readonly<Record<string, string>>];

/** What Kubernetes did at each look but the last: it is seen at the look after. */
const theirs = (looks: readonly Look[]): readonly Decision[] =>
  looks.slice(1).map((look) => [look.observation.replicas, look.conditionsBefore]);

/** What ours does from the same, its own memory carried along. */
const ours = (spec: HpaSpec, looks: readonly Look[]): readonly Decision[] => {
  let state = hpaStart;
  return looks.slice(0, -1).map(({ atS, observation }): Decision => {
    const decision = decide({ spec, flags, state, observation, atS });
    state = decision.next;
    const conditions = conditionTypes.flatMap((type) => {
      const text = conditionText(decision.conditions[type]);
      return text === undefined ? [] : [[type, text] as const];
    });
    return [decision.replicas, Object.fromEntries(conditions)];
  });
};

const replicasOf = (decisions: readonly Decision[]): readonly number[] =>
  decisions.map(([replicas]) => replicas);

/** Each number that differs from the one before. */
const changesOf = (replicas: readonly number[]): readonly number[] =>
  replicas.filter((each, at) => each !== replicas[at - 1]);

const controllers = ["kube-controller-manager", "kube-scheduler", "kwok"] as const;
const programs = ["etcd", "kube-apiserver", ...controllers] as const;

judgeTest(
  "under three loads Kubernetes' autoscaler and ours decide the same, look by look",
  [...programs, "kubectl"],
  async () => {
    const flag = (name: string, value: number) => `--horizontal-pod-autoscaler-${name}=${value}s`;
    await using plane = await startTestPlane({
      with: programs,
      machines: threeMachines,
      flags: {
        "kube-controller-manager": [
          flag("sync-period", everyS),
          flag("downscale-stabilization", downscaleStabilizationS),
        ],
      },
    });
    const done = Promise.withResolvers<void>();
    const workloads = cases.map((each): Metered => {
      const looks: Look[] = [];
      const loadAt = (look: number) => {
        if (workloads.every(({ looks }) => looks.length > looksWanted)) done.resolve();
        return each.loadAt(look);
      };
      return { namespace: each.name, loadAt, looks };
    });
    await using metrics = meter(plane, workloads);
    await plane.apply(...metricsApiAt(metrics.port));
    const namespaces = cases.map(({ name }) => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name },
    }));
    await plane.apply(...namespaces);
    await plane.apply(...cases.map(deploymentOf));
    for (const { name } of cases)
      await plane.ask("rollout", "status", "deployment/main", "-n", name, "--timeout=30s");
    await plane.apply(...cases.map(autoscalerOf));
    await done.promise;

    for (const [index, { name, spec }] of cases.entries()) {
      const looks = (workloads[index]?.looks ?? []).slice(0, looksWanted + 1);
      const [they, we] = [theirs(looks), ours(spec, looks)];
      const different = they.filter((each, at) => !Bun.deepEquals(each, we[at])).length;
      verdict({
        judge: "kube-controller-manager",
        version: plane.version,
        lookedAt: `autoscaler, ${name}: ${changesOf(replicasOf(they)).join(" ")}`,
        checks: they.length,
        findings: different,
      });
      expect(we).toEqual([...they]);
      expect(they.length).toBe(looksWanted);
      expect(changesOf(replicasOf(they)).length).toBeGreaterThan(3);
      // The comparison finds an autoscaler that is tuned a little otherwise.
      const [metric] = spec.metrics;
      const percent = metric?.target.type === "Utilization" ? metric.target.percent : 0;
      const other = ours({ ...spec, metrics: cpu(percent - 15) }, looks);
      expect(replicasOf(other)).not.toEqual(replicasOf(they));
    }
  },
  180_000,
);
