import type { Container, PodSpec } from "#plinth/model/kubernetes-pod.ts";
import type { Node } from "#plinth/model/system.ts";

/** Releases of the official image known to be there in 2026-11, by major version. */
const releases: Readonly<Record<number, string>> = {
  14: "14.20",
  15: "15.15",
  16: "16.11",
  17: "17.7",
  18: "18.1",
};

/** The image that has the clients of a server's version: psql and pg_dump. */
export const clientImage = ({ props }: Pick<Node, "props">): string => {
  const version = Number(props.version);
  return `docker.io/library/postgres:${releases[version] ?? version}-alpine`;
};

/** A user of nobody else's. */
const uid = 10_070;

/** How pods of clients run: as nobody in particular, with nothing to write to. */
export const clientPod = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  restartPolicy: "Never",
  securityContext: {
    runAsNonRoot: true,
    runAsUser: uid,
    runAsGroup: uid,
    fsGroup: uid,
    seccompProfile: { type: "RuntimeDefault" },
  },
} as const satisfies Partial<PodSpec>;

export const clientSecurity = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
} as const satisfies Container["securityContext"];

export const clientResources = {
  requests: { cpu: "10m", memory: "32Mi", "ephemeral-storage": "16Mi" },
  limits: { cpu: "500m", memory: "128Mi", "ephemeral-storage": "32Mi" },
} as const satisfies Container["resources"];

/** A variable whose value is a key of a Secret. */
export const secretVariable = (variable: string, name: string, key: string) => ({
  name: variable,
  valueFrom: { secretKeyRef: { name, key } },
});
