import type { Container, PodSpec, Probe } from "#plinth/model/kubernetes-pod.ts";
import { selectorLabels } from "#plinth/model/on-cluster.ts";
import { type Size, toSeconds } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { rootMount, rootVariables, rootVolume, usesDatabase } from "./database-root.ts";
import { imageName } from "./image-owner.ts";
import { localProbeOf } from "./local.ts";
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

/** Kubernetes writes the same units without the B: `64Mi`. */
const amountOf = (size: Size): string => size.slice(0, -1);

/**
 * Where nothing but logs can be written, disk is known: the kubelet keeps five of 10 MiB by default
 * (k8s@v1.36.2 pkg/kubelet/apis/config/v1beta1/defaults.go, containerLogMaxSize and MaxFiles).
 */
const diskOfLogs = { request: "64Mi", limit: "256Mi" } as const;

const resourcesOf = ({ resources = {}, security = {} }: ServiceProps) => {
  const { cpu = {}, memory = {} } = resources;
  const amounts = (which: "request" | "limit") => {
    const [time, size] = [cpu[which], memory[which]];
    return {
      ...(time && { cpu: time }),
      ...(size && { memory: amountOf(size) }),
      ...(security.readOnlyRootFilesystem && { "ephemeral-storage": diskOfLogs[which] }),
    };
  };
  const [requests, limits] = [amounts("request"), amounts("limit")];
  return {
    ...(Object.keys(requests).length > 0 && { requests }),
    ...(Object.keys(limits).length > 0 && { limits }),
  };
};

/** Goes on serving while routers withdraw it; a command of the author's takes that upon itself. */
const lifecycleOf = ({ withdrawal = "0s", preStop }: NonNullable<ServiceProps["shutdown"]>) => {
  if (typeof preStop === "object") return { preStop: { exec: { command: preStop } } };
  const seconds = toSeconds(withdrawal) + toSeconds(preStop ?? "0s");
  return seconds > 0 ? { preStop: { sleep: { seconds } } } : undefined;
};

const containerSecurityOf = (security: NonNullable<ServiceProps["security"]>) => ({
  ...(security.allowPrivilegeEscalation !== undefined && {
    allowPrivilegeEscalation: security.allowPrivilegeEscalation,
  }),
  ...(security.dropCapabilities && { capabilities: { drop: security.dropCapabilities } }),
  ...(security.readOnlyRootFilesystem !== undefined && {
    readOnlyRootFilesystem: security.readOnlyRootFilesystem,
  }),
});

const podSecurityOf = ({ security = {}, image = {} }: ServiceProps) => {
  const [user, group] = image.user === undefined ? [] : String(image.user).split(":");
  return {
    ...(security.runAsNonRoot !== undefined && { runAsNonRoot: security.runAsNonRoot }),
    ...(user !== undefined && { runAsUser: Number(user) }),
    ...(group !== undefined && { runAsGroup: Number(group) }),
    ...(security.seccomp && { seccompProfile: { type: security.seccomp } }),
  };
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

/** No image has this digest: the pipeline puts the real one in its place (see kustomization.yaml). */
const noDigest = `sha256:${"0".repeat(64)}`;

const containerOf = (node: Node<ServiceProps>, system: System): Container => {
  const { props } = node;
  const lifecycle = lifecycleOf(props.shutdown ?? {});
  const trusts = usesDatabase(node, system);
  const env = { PORT: String(props.port), ...(trusts && rootVariables), ...props.env };
  return {
    name: node.name,
    image: `${system.name}/${imageName(node, system)}@${noDigest}`,
    imagePullPolicy: "IfNotPresent",
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    ports: [{ name: "http", containerPort: props.port }],
    resources: resourcesOf(props),
    ...(trusts && { volumeMounts: [rootMount] }),
    ...probesOf(props.probes ?? {}),
    ...(lifecycle && { lifecycle }),
    ...(props.security && { securityContext: containerSecurityOf(props.security) }),
  };
};

/** What one replica of a service is on a cluster. */
export const podOf = (
  node: Node<ServiceProps>,
  system: System,
  serviceAccountName: string,
): PodSpec => ({
  serviceAccountName,
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: podSecurityOf(node.props),
  terminationGracePeriodSeconds: toSeconds(node.props.shutdown?.grace ?? "30s"),
  ...schedulingOf(node, system),
  containers: [containerOf(node, system)],
  ...(usesDatabase(node, system) && { volumes: [rootVolume] }),
});
