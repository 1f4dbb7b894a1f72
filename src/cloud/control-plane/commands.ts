import type { ProgramName } from "./programs.ts";

/** Files of a control plane, by names within its folder: every program starts there. */
export const files = {
  kubeconfig: "kubeconfig.json",
  tokens: "tokens.csv",
  /** What service accounts' tokens are signed and verified with. */
  signingKey: "sa.key",
  verifyingKey: "sa.pub",
  scheduler: "scheduler.json",
  simulation: "simulation.yaml",
  /** Made by the API server itself, for 127.0.0.1: the certificate, and who it is signed by. */
  certificate: "certs/apiserver.crt",
  certificateKey: "certs/apiserver.key",
} as const;

/** The ports that a control plane takes on loopback. */
export interface Ports {
  readonly "kube-apiserver": number;
  readonly kwok: number;
  readonly "metrics-server": number;
}

/** Of services; nothing routes there, the API server only gives out addresses. */
const serviceRange = "10.96.0.0/16";

/**
 * The words after each program's name. etcd is reached through a socket in the folder, so nobody else
 * on the machine can write to it; what it advertises is asked by no one, but has to have a port. The
 * controllers serve nothing: that they work is seen in the objects.
 */
export const commandWords = (ports: Ports): Readonly<Record<ProgramName, readonly string[]>> => ({
  etcd: [
    "--name=plinth",
    "--data-dir=etcd",
    "--listen-client-urls=unix://etcd.sock",
    "--advertise-client-urls=http://localhost:1",
    "--listen-peer-urls=unix://peer.sock",
    "--initial-advertise-peer-urls=http://localhost:1",
    "--initial-cluster=plinth=http://localhost:1",
    // It keeps nothing that outlives it.
    "--unsafe-no-fsync",
  ],
  "kube-apiserver": [
    "--etcd-servers=unix://etcd.sock",
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    `--secure-port=${ports["kube-apiserver"]}`,
    "--cert-dir=certs",
    `--token-auth-file=${files.tokens}`,
    "--anonymous-auth=false",
    "--authorization-mode=Node,RBAC",
    "--allow-privileged=true",
    "--endpoint-reconciler-type=none",
    `--service-account-key-file=${files.verifyingKey}`,
    `--service-account-signing-key-file=${files.signingKey}`,
    "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
    `--service-cluster-ip-range=${serviceRange}`,
  ],
  "kube-controller-manager": [
    `--kubeconfig=${files.kubeconfig}`,
    "--secure-port=0",
    "--leader-elect=false",
    `--root-ca-file=${files.certificate}`,
    `--service-account-private-key-file=${files.signingKey}`,
  ],
  "kube-scheduler": [`--config=${files.scheduler}`, "--secure-port=0"],
  kwok: [
    `--kubeconfig=${files.kubeconfig}`,
    `--config=${files.simulation}`,
    "--manage-all-nodes=true",
    "--node-ip=127.0.0.1",
    `--node-port=${ports.kwok}`,
    `--server-address=127.0.0.1:${ports.kwok}`,
    `--tls-cert-file=${files.certificate}`,
    `--tls-private-key-file=${files.certificateKey}`,
    "--node-lease-duration-seconds=40",
  ],
  "metrics-server": [
    `--kubeconfig=${files.kubeconfig}`,
    `--authentication-kubeconfig=${files.kubeconfig}`,
    `--authorization-kubeconfig=${files.kubeconfig}`,
    "--authentication-tolerate-lookup-failure",
    "--bind-address=127.0.0.1",
    `--secure-port=${ports["metrics-server"]}`,
    "--cert-dir=certs-of-metrics",
    "--kubelet-use-node-status-port",
    "--kubelet-insecure-tls",
    "--kubelet-preferred-address-types=InternalIP",
    "--metric-resolution=10s",
    "--kubelet-request-timeout=5s",
  ],
});

/** The kubeconfig of someone with all rights. JSON is YAML too. */
export const kubeconfigText = (url: string, ca: string, token: string): string =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      { name: "plinth", cluster: { server: url, "certificate-authority-data": btoa(ca) } },
    ],
    users: [{ name: "plinth", user: { token } }],
    contexts: [{ name: "plinth", context: { cluster: "plinth", user: "plinth" } }],
    "current-context": "plinth",
  });

export const schedulerText = (): string =>
  JSON.stringify({
    apiVersion: "kubescheduler.config.k8s.io/v1",
    kind: "KubeSchedulerConfiguration",
    clientConnection: { kubeconfig: files.kubeconfig },
    leaderElection: { leaderElect: false },
  });
