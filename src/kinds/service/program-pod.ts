import type { ServiceAccount } from "#plinth/model/kubernetes-object.ts";
import type { Container, PodSpec } from "#plinth/model/kubernetes-pod.ts";
import type { Size } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { rootMount, rootVariables, rootVolume, usesDatabase } from "./database-root.ts";
import { imageName, imageOwner } from "./image-owner.ts";
import type { ProgramProps } from "./program.ts";

/** What programs of the system's own have in common on a cluster, whether they serve or run to their end. */

/** Kubernetes writes the same units without the B: `64Mi`. */
const amountOf = (size: Size): string => size.slice(0, -1);

/**
 * Where nothing but logs can be written, disk is known: the kubelet keeps five of 10 MiB by default
 * (k8s@v1.36.2 pkg/kubelet/apis/config/v1beta1/defaults.go, containerLogMaxSize and MaxFiles).
 */
const diskOfLogs = { request: "64Mi", limit: "256Mi" } as const;

const resourcesOf = ({ resources = {}, security = {} }: ProgramProps) => {
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

const containerSecurityOf = (security: NonNullable<ProgramProps["security"]>) => ({
  ...(security.allowPrivilegeEscalation !== undefined && {
    allowPrivilegeEscalation: security.allowPrivilegeEscalation,
  }),
  ...(security.dropCapabilities && { capabilities: { drop: security.dropCapabilities } }),
  ...(security.readOnlyRootFilesystem !== undefined && {
    readOnlyRootFilesystem: security.readOnlyRootFilesystem,
  }),
});

/** A job that is a role of a service runs its image, and so as its user. */
const userOf = (node: Node<ProgramProps>, system: System): readonly string[] => {
  const { props }: Node<ProgramProps> = imageOwner(node, system);
  const user = node.props.image?.user ?? props.image?.user;
  return user === undefined ? [] : String(user).split(":");
};

const podSecurityOf = (node: Node<ProgramProps>, system: System) => {
  const { security = {} } = node.props;
  const [user, group] = userOf(node, system);
  return {
    ...(security.runAsNonRoot !== undefined && { runAsNonRoot: security.runAsNonRoot }),
    ...(user !== undefined && { runAsUser: Number(user) }),
    ...(group !== undefined && { runAsGroup: Number(group) }),
    ...(security.seccomp && { seccompProfile: { type: security.seccomp } }),
  };
};

/** No image has this digest: the pipeline puts the real one in its place (see kustomization.yaml). */
const noDigest = `sha256:${"0".repeat(64)}`;

/** What only some programs have. */
interface More extends Pick<Container, "ports" | "lifecycle"> {
  /** Variables beside those that the author wrote. */
  readonly env?: Readonly<Record<string, string>>;
  readonly probes?: Pick<Container, "startupProbe" | "readinessProbe" | "livenessProbe">;
}

const containerOf = (node: Node<ProgramProps>, system: System, more: More): Container => {
  const { props } = node;
  const { ports, probes, lifecycle } = more;
  const trusts = usesDatabase(node, system);
  const env = { ...more.env, ...(trusts && rootVariables), ...props.env };
  return {
    name: node.name,
    image: `${system.name}/${imageName(node, system)}@${noDigest}`,
    imagePullPolicy: "IfNotPresent",
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    ...(ports && { ports }),
    resources: resourcesOf(props),
    ...(trusts && { volumeMounts: [rootMount] }),
    ...probes,
    ...(lifecycle && { lifecycle }),
    ...(props.security && { securityContext: containerSecurityOf(props.security) }),
  };
};

/** A pod of a program, under a service account of the program's name that gets no token. */
export const programPod = (
  node: Node<ProgramProps>,
  system: System,
  more: More,
  ofPod: Omit<PodSpec, "serviceAccountName" | "automountServiceAccountToken" | "containers">,
): PodSpec => ({
  serviceAccountName: node.name,
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: podSecurityOf(node, system),
  ...ofPod,
  containers: [containerOf(node, system, more)],
  ...(usesDatabase(node, system) && { volumes: [rootVolume] }),
});

/** The account that pods of a program run under: nobody gives it a right. */
export const programAccount = (metadata: ServiceAccount["metadata"]): ServiceAccount => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata,
  automountServiceAccountToken: false,
});
