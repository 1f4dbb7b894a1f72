import type { Container, PodSpec, Probe } from "#plinth/model/kubernetes-pod.ts";
import { selectorLabels } from "#plinth/model/on-cluster.ts";
import { toSeconds } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { localProbeOf } from "./local.ts";
import { programPod } from "./program-pod.ts";
import type { ProbeProps, ServiceProps } from "./props.ts";

const probeOf = (props: ProbeProps): Probe => {
  const { action, ...timing } = localProbeOf(props);
  return {
    ...("http" in action
      ? { httpGet: action.http }
      : "tcp" in action
        ? { tcpSocket: action.tcp }
        : { exec: action.exec }),
    ...timing,
  };
};

const probesOf = ({
  startup,
  readiness,
  liveness,
}: NonNullable<ServiceProps["probes"]>): Pick<
  Container,
  "startupProbe" | "readinessProbe" | "livenessProbe"
> => ({
  ...(startup && { startupProbe: probeOf(startup) }),
  ...(readiness && { readinessProbe: probeOf(readiness) }),
  ...(liveness && { livenessProbe: probeOf(liveness) }),
});

/** Goes on serving while routers withdraw it; a command of the author's takes that upon itself. */
const lifecycleOf = ({ withdrawal = "0s", preStop }: NonNullable<ServiceProps["shutdown"]>) => {
  if (typeof preStop === "object") return { preStop: { exec: { command: preStop } } };
  const seconds = toSeconds(withdrawal) + toSeconds(preStop ?? "0s");
  return seconds > 0 ? { preStop: { sleep: { seconds } } } : undefined;
};

const topologyKeys = {
  hosts: "kubernetes.io/hostname",
  zones: "topology.kubernetes.io/zone",
} as const;

type Spread = NonNullable<ServiceProps["spread"]>;

const spreadOf = (
  spread: Spread,
  labelSelector: { matchLabels: Readonly<Record<string, string>> },
) =>
  spread.flatMap((rule) =>
    "over" in rule
      ? {
          topologyKey: topologyKeys[rule.over],
          maxSkew: rule.maxSkew ?? 1,
          whenUnsatisfiable:
            rule.strictly === "require" ? ("DoNotSchedule" as const) : ("ScheduleAnyway" as const),
          labelSelector,
          matchLabelKeys: ["pod-template-hash"],
        }
      : [],
  );

const apartOf = (
  spread: Spread,
  labelSelector: { matchLabels: Readonly<Record<string, string>> },
) => {
  const rules = spread.flatMap((rule) => ("apart" in rule ? rule : []));
  const term = ({ apart }: { apart: keyof typeof topologyKeys }) => ({
    labelSelector,
    topologyKey: topologyKeys[apart],
  });
  const required = rules.filter(({ strictly }) => strictly === "require").map(term);
  const preferred = rules
    .filter(({ strictly }) => strictly !== "require")
    .map((rule) => ({ weight: rule.weight ?? 100, podAffinityTerm: term(rule) }));
  return {
    ...(required.length > 0 && { requiredDuringSchedulingIgnoredDuringExecution: required }),
    ...(preferred.length > 0 && { preferredDuringSchedulingIgnoredDuringExecution: preferred }),
  };
};

/** Taints that a machine gets which does not answer any more. */
const lostMachine = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

const schedulingOf = (
  node: Node<ServiceProps>,
  system: System,
): Pick<PodSpec, "affinity" | "tolerations" | "topologySpreadConstraints"> => {
  const { spread = [], tolerateNodeLoss } = node.props;
  const selector = { matchLabels: selectorLabels(node, system) };
  const constraints = spreadOf(spread, selector);
  const podAntiAffinity = apartOf(spread, selector);
  return {
    ...(constraints.length > 0 && { topologySpreadConstraints: constraints }),
    ...(Object.keys(podAntiAffinity).length > 0 && { affinity: { podAntiAffinity } }),
    ...(tolerateNodeLoss !== undefined && {
      tolerations: lostMachine.map((key) => ({
        key,
        operator: "Exists",
        effect: "NoExecute",
        tolerationSeconds: toSeconds(tolerateNodeLoss),
      })),
    }),
  };
};

/** What one replica of a service is on a cluster. */
export const podOf = (node: Node<ServiceProps>, system: System): PodSpec => {
  const { port, probes = {}, shutdown = {} } = node.props;
  const lifecycle = lifecycleOf(shutdown);
  const ofContainer = {
    env: { PORT: String(port) },
    ports: [{ name: "http", containerPort: port }],
    probes: probesOf(probes),
    ...(lifecycle && { lifecycle }),
  };
  return programPod(node, system, ofContainer, {
    terminationGracePeriodSeconds: toSeconds(shutdown.grace ?? "30s"),
    ...schedulingOf(node, system),
  });
};
