import type { PlinthKinds } from "#plinth/kinds/registry.gen.ts";
import type { Author, Made } from "#plinth/model/place.ts";
import type { Scenario } from "#plinth/model/statement.ts";
import type { PropsOf } from "./look.ts";

/**
 * What examples are made of: things in which no rule finds anything, so that an example shows only
 * what it is about.
 */

/** A service as it should be. */
export const sound = {
  command: "serve",
  port: 8080,
  resources: {
    cpu: { request: "100m", limit: "500m" },
    memory: { request: "64MiB", limit: "128MiB" },
  },
  probes: {
    startup: { http: "/health", every: "1s", failures: 30 },
    readiness: { http: "/ready", every: "5s" },
    liveness: { http: "/health" },
  },
  scale: { min: 3, max: 6, cpu: "70%" },
  shutdown: { grace: "45s", withdrawal: "5s" },
  security: {
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    dropCapabilities: ["ALL"],
    seccomp: "RuntimeDefault",
  },
  spread: [{ over: "zones" }],
  disruption: { minAvailable: 2 },
} as const satisfies PropsOf<"service">;

/** A job as it should be. */
export const soundJob = {
  command: "fill",
  resources: sound.resources,
  security: sound.security,
} as const satisfies PropsOf<"job">;

/** A network as it should be, with two zones. */
export const soundNetwork = {
  cidr: "10.0.0.0/16",
  publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
  privateSubnets: ["10.0.16.0/20", "10.0.32.0/20"],
  nat: "one-per-zone",
  endpoints: ["s3"],
  flowLogs: true,
} as const satisfies PropsOf<"network">;

/** A cluster as it should be. */
export const soundCluster = {
  version: "1.36",
  support: "standard",
  endpoint: "private",
  secretsEncryption: "kms",
  podSecurity: "restricted",
  logs: ["audit"],
  addons: ["metrics-server", "eks-pod-identity-agent", "amazon-cloudwatch-observability"],
} as const satisfies PropsOf<"eks">;

/** Machines as they should be; they want a role besides. */
export const soundMachines = {
  type: "m7i.large",
  min: 2,
  desired: 2,
  max: 2,
  image: "AL2023_x86_64_STANDARD",
  disk: { size: "50GiB", type: "gp3" },
} as const satisfies PropsOf<"node-group">;

/** A cluster on machines of one's own as it should be. */
export const soundK3s = {
  version: "1.36",
  servers: { type: "m7i.large", count: 3 },
  agents: { type: "m7i.large", count: 3 },
  subnets: "private",
  secretsEncryption: true,
  podSecurity: "restricted",
} as const satisfies PropsOf<"k3s">;

/** A database as it should be. */
export const soundDatabase = {
  version: 18,
  instance: "db.t4g.small",
  storage: "20GiB",
  standby: true,
  maxConnections: 100,
  backup: { retention: "30d", pointInTime: true },
} as const satisfies PropsOf<"postgres">;

/** Brokers as they should be; they want who publishes and who consumes besides. */
export const soundBroker = {
  version: "4.2",
  members: 3,
  storage: "10GiB",
} as const satisfies PropsOf<"rabbitmq">;

/** What a node autoscaler may do. */
export const soundAutoscalerRole = {
  assumedBy: { pods: "kube-system/cluster-autoscaler" },
  actions: [
    "autoscaling:DescribeAutoScalingGroups",
    "autoscaling:SetDesiredCapacity",
    "autoscaling:TerminateInstanceInAutoScalingGroup",
    "ec2:DescribeLaunchTemplateVersions",
  ],
} as const satisfies PropsOf<"role">;

/** A balancer as it should be; it wants routes besides. */
export const soundBalancer = {
  domain: "example.com",
  health: { path: "/ready" },
  deregistrationDelay: "30s",
} as const satisfies Omit<PropsOf<"load-balancer">, "routes">;

/** A place for Terraform's state as it should be. */
export const soundState = {
  lock: "s3",
  versioning: true,
  encryption: "AES256",
  oldVersions: "90d",
} as const satisfies PropsOf<"state-backend">;

/** What is said of a lost zone. */
export const soundZoneLoss = {
  when: "a zone is gone",
  fails: "zone",
  impact: "what stood there is gone",
  recovery: "the other carries on",
} as const satisfies Scenario;

/** What is said of a lost region. */
export const soundRegionLoss = {
  when: "the region is gone",
  fails: "region",
  impact: "nothing answers",
  recovery: "it is built elsewhere",
} as const satisfies Scenario;

/** A pipeline as it should be; it wants what it deploys besides. */
export const soundPipeline = {
  engine: "github-actions",
  on: { push: "main" },
  delivery: "pull",
  pins: "digest",
  stages: [
    { name: "build", does: ["test", "build", "sbom", "scan"], minutes: [5, 10] },
    { name: "push", does: ["push", "sign", "attest"], minutes: [2, 3] },
    { name: "deploy", does: ["verify", "update-manifests"], minutes: [1, 2] },
  ],
} as const satisfies Omit<PropsOf<"pipeline">, "deploys">;

/** A cloud with a network, a cluster and machines, all as they should be. */
export interface SoundCloud {
  readonly aws: Made<"aws", PlinthKinds>;
  readonly vpc: Made<"network", PlinthKinds>;
  readonly main: Made<"eks", PlinthKinds>;
  readonly machines: Made<"node-group", PlinthKinds>;
}

/** What a reader of secrets may do. */
const soundReaderRole = {
  assumedBy: { pods: "example/secrets", by: "irsa" },
  actions: ["secretsmanager:GetSecretValue"],
} as const satisfies PropsOf<"role">;

/** What the driver of disks may do. */
const soundDisksRole = {
  assumedBy: { pods: "kube-system/ebs-csi-controller-sa", by: "irsa" },
  managedPolicies: ["AmazonEBSCSIDriverPolicy"],
} as const satisfies PropsOf<"role">;

/** A cloud with a network and a cluster on machines of one's own, all as they should be. */
export interface SoundOwnCloud {
  readonly aws: Made<"aws", PlinthKinds>;
  readonly vpc: Made<"network", PlinthKinds>;
  readonly main: Made<"k3s", PlinthKinds>;
}

/** Makes one. */
export const soundOwnCloud = (
  s: Author<PlinthKinds>,
  props: Partial<PropsOf<"k3s">> = {},
): SoundOwnCloud => {
  const aws = s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail" });
  const vpc = aws.network("vpc", soundNetwork);
  const main = vpc.k3s("main", { ...soundK3s, ...props });
  main.secretReader("secrets", { role: aws.role("secrets", soundReaderRole) });
  main.disks("disks", { role: aws.role("disks", soundDisksRole) });
  return { aws, vpc, main };
};

/** What machines may do so that they can join a cluster. */
export const soundMachinePolicies = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEKS_CNI_Policy",
  "AmazonEC2ContainerRegistryPullOnly",
];

/** Makes one. */
export const soundCloud = (s: Author<PlinthKinds>): SoundCloud => {
  const aws = s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail" });
  const vpc = aws.network("vpc", soundNetwork);
  const main = vpc.eks("main", soundCluster);
  const role = aws.role("machines", {
    assumedBy: "ec2.amazonaws.com",
    managedPolicies: soundMachinePolicies,
  });
  const machines = main.nodeGroup("machines", { ...soundMachines, role });
  return { aws, vpc, main, machines };
};
