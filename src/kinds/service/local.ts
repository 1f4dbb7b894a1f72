import type {
  LocalProbe,
  LocalScale,
  LocalWorkload,
  QueueMetric,
  ScaleRules,
} from "#plinth/model/local-part.ts";
import { toMib, toMilli, toPercent, toSeconds } from "#plinth/model/quantity.ts";
import type { Node } from "#plinth/model/system.ts";
import { wordsOf } from "./program.ts";
import type { ProbeProps, ServiceProps } from "./props.ts";

/** A probe in the API's fields; only what was written, so that the API's defaults hold. */
export const localProbeOf = (props: ProbeProps): LocalProbe => ({
  action:
    "http" in props
      ? { http: { path: props.http, port: props.port ?? "http" } }
      : "tcp" in props
        ? { tcp: { port: props.port ?? "http" } }
        : { exec: { command: props.exec } },
  ...(props.delay !== undefined && { initialDelaySeconds: toSeconds(props.delay) }),
  ...(props.every !== undefined && { periodSeconds: toSeconds(props.every) }),
  ...(props.timeout !== undefined && { timeoutSeconds: toSeconds(props.timeout) }),
  ...(props.failures !== undefined && { failureThreshold: props.failures }),
  ...(props.successes !== undefined && { successThreshold: props.successes }),
});

type Scale = NonNullable<ServiceProps["scale"]>;

const selectPolicies = { max: "Max", min: "Min", never: "Disabled" } as const;

const rulesOf = (pace: NonNullable<Scale["up"]>): ScaleRules => ({
  ...(pace.after !== undefined && { stabilizationS: toSeconds(pace.after) }),
  ...(pace.select !== undefined && { selectPolicy: selectPolicies[pace.select] }),
  ...(pace.atMost !== undefined && {
    policies: pace.atMost.flatMap(({ pods, percent, every }) => {
      const periodS = toSeconds(every);
      return [
        ...(pods === undefined ? [] : [{ type: "Pods" as const, value: pods, periodS }]),
        ...(percent === undefined
          ? []
          : [{ type: "Percent" as const, value: toPercent(percent), periodS }]),
      ];
    }),
  }),
});

const queueOf = ({ queue }: Scale): readonly QueueMetric[] =>
  queue === undefined
    ? []
    : [{ queue: { server: queue.of.ref, name: queue.name }, averageValue: queue.perReplica }];

/** When it is scaled, and how fast. */
export const scaleOf = (scale: Scale): LocalScale => ({
  minReplicas: scale.min,
  maxReplicas: scale.max,
  metrics: [
    ...(["cpu", "memory"] as const).flatMap((resource) => {
      const target = scale[resource];
      return target === undefined ? [] : [{ resource, utilizationPercent: toPercent(target) }];
    }),
    ...queueOf(scale),
  ],
  ...(scale.up && { scaleUp: rulesOf(scale.up) }),
  ...(scale.down && { scaleDown: rulesOf(scale.down) }),
});

const hookOf = (preStop: NonNullable<ServiceProps["shutdown"]>["preStop"]) =>
  typeof preStop === "string"
    ? { preStop: { sleepS: toSeconds(preStop) } }
    : preStop && { preStop: { exec: preStop } };

/** A service here: its replicas as processes, probed and scaled as its Deployment would be. */
export const local = ({ props }: Node<ServiceProps>): readonly LocalWorkload[] => {
  const { probes = {}, resources = {}, rollout = {}, shutdown = {} } = props;
  const { cpu = {}, memory = {} } = resources;
  return [
    {
      part: "workload",
      ...(props.command !== undefined && { command: wordsOf(props.command) }),
      ...(props.source !== undefined && { source: props.source }),
      env: props.env ?? {},
      ports: [{ name: "http", containerPort: props.port }],
      replicas: props.replicas ?? 1,
      ...(props.scale && { scale: scaleOf(props.scale) }),
      ...(cpu.request !== undefined && { cpuRequestMilli: toMilli(cpu.request) }),
      ...(cpu.limit !== undefined && { cpuLimitMilli: toMilli(cpu.limit) }),
      ...(memory.request !== undefined && { memoryRequestMib: toMib(memory.request) }),
      ...(memory.limit !== undefined && { memoryLimitMib: toMib(memory.limit) }),
      probes: {
        ...(probes.startup && { startup: localProbeOf(probes.startup) }),
        ...(probes.readiness && { readiness: localProbeOf(probes.readiness) }),
        ...(probes.liveness && { liveness: localProbeOf(probes.liveness) }),
      },
      restartPolicy: "Always",
      terminationGraceS: toSeconds(shutdown.grace ?? "30s"),
      ...hookOf(shutdown.preStop),
      maxSurge: rollout.maxSurge ?? "25%",
      maxUnavailable: rollout.maxUnavailable ?? "25%",
      minReadyS: toSeconds(rollout.minReady ?? "0s"),
      ...(props.nodePort !== undefined && { nodePort: props.nodePort }),
    },
  ];
};
