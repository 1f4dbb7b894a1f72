/**
 * Systems of any size, as a project would write them: each service with probes, an autoscaler, a
 * budget of disruption and what hardens it, and calls to two others.
 */
import { system } from "plinth";
import type { PlinthKinds } from "#plinth/kinds/registry.gen.ts";
import type { Made } from "#plinth/model/place.ts";

type Service = Made<"service", PlinthKinds>;
type Cluster = Made<"kubernetes", PlinthKinds> | Made<"eks", PlinthKinds>;

/** How many services share a cluster in `onClouds`; its network, machines and balancer come with it. */
const servicesPerCluster = 100;

const asking = { every: "5s", failures: 3 } as const;

const properties = {
  command: "./serve",
  port: 8080,
  resources: {
    cpu: { request: "100m", limit: "500m" },
    memory: { request: "64MiB", limit: "256MiB" },
  },
  probes: {
    startup: { http: "/health", every: "1s", failures: 30 },
    readiness: { http: "/ready", ...asking },
    liveness: { http: "/health", ...asking, failures: 6 },
  },
  scale: { min: 2, max: 4, cpu: "70%", down: { after: "5m" } },
  rollout: { maxSurge: 1, maxUnavailable: 0 },
  shutdown: { grace: "45s", withdrawal: "5s", preStop: "5s" },
  security: {
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    dropCapabilities: ["ALL"],
    seccomp: "RuntimeDefault",
  },
  image: { user: "65532:65532" },
  spread: [{ over: "zones", maxSkew: 1 }],
  disruption: { minAvailable: 1 },
} as const;

/** Services on a cluster; each calls the one made before it and the one made ten before it. */
const services = (cluster: Cluster, count: number, nodePort?: number): readonly Service[] => {
  const made: Service[] = [];
  for (let i = 0; i < count; i++) {
    const [previous, earlier] = [made[i - 1], made[i - 10]];
    const env = {
      SHARD: String(i),
      ...(previous && { PREVIOUS_URL: previous.url }),
      ...(earlier && { EARLIER_URL: earlier.url }),
    };
    const door = i === count - 1 && nodePort !== undefined ? { nodePort } : {};
    made.push(cluster.service(`service-${i}`, { ...properties, env, ...door }));
  }
  return made;
};

/** So many services on one cluster that is there already: objects for Kubernetes, and no cloud. */
export const onOneCluster = (count: number) =>
  system("generated", {}, (s) => {
    services(s.kubernetes("main"), count);
  });

/** So many services on AWS, a hundred to a cluster, each cluster in a network of its own. */
export const onClouds = (count: number) =>
  system("generated", {}, (s) => {
    const aws = s.aws("us-east-1", { zones: 2, auditLog: "cloudtrail" });
    const role = aws.role("cluster", {
      assumedBy: "eks.amazonaws.com",
      managedPolicies: ["AmazonEKSClusterPolicy"],
    });
    const machineRole = aws.role("machines", {
      assumedBy: "ec2.amazonaws.com",
      managedPolicies: [
        "AmazonEKSWorkerNodePolicy",
        "AmazonEKS_CNI_Policy",
        "AmazonEC2ContainerRegistryPullOnly",
      ],
    });
    for (let made = 0, cell = 0; made < count; made += servicesPerCluster, cell++) {
      const vpc = aws.network(`cell-${cell}`, {
        cidr: `10.${cell}.0.0/16`,
        publicSubnets: [`10.${cell}.1.0/24`, `10.${cell}.2.0/24`],
        privateSubnets: [`10.${cell}.64.0/18`, `10.${cell}.128.0/18`],
        nat: "one-per-zone",
        endpoints: ["s3"],
        flowLogs: true,
      });
      const cluster = vpc.eks(`cluster-${cell}`, {
        version: "1.36",
        support: "standard",
        role,
        endpoint: "private",
        secretsEncryption: "kms",
        podSecurity: "restricted",
        logs: ["audit"],
        addons: ["metrics-server", "eks-pod-identity-agent"],
      });
      cluster.nodeGroup(`machines-${cell}`, {
        type: "t3.2xlarge",
        min: 8,
        desired: 8,
        max: 8,
        image: "AL2023_x86_64_STANDARD",
        disk: { size: "100GiB", type: "gp3" },
        subnets: "private",
        capacity: "on-demand",
        role: machineRole,
      });
      const all = services(cluster, Math.min(servicesPerCluster, count - made), 30080);
      const last = all.at(-1);
      if (!last) continue;
      vpc.loadBalancer(`door-${cell}`, {
        scheme: "internal",
        routes: { "/*": last },
        health: { path: "/ready", every: "10s", timeout: "5s", healthy: 2, unhealthy: 2 },
        idleTimeout: "60s",
        deregistrationDelay: "30s",
      });
    }
  });
