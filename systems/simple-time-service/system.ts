import { system } from "plinth";
import { claims } from "./claims.ts";

const profiles = ["production", "development"] as const;

const machineFigures = ["cpu", "memory", "network", "disk"];

/** Says what time it is and who asks: a few replicas on EKS behind one balancer. */
export default system("simple-time-service", { profiles }, (s, profile) => {
  const production = profile === "production";

  const aws = s.aws("us-west-1", {
    zones: 2,
    auditLog: "cloudtrail",
    recordsEncryption: "kms",
    protected: production,
    waive: [
      {
        rule: [
          "checkov/CKV_AWS_18",
          "checkov/CKV_AWS_144",
          "checkov/CKV_AWS_252",
          "checkov/CKV2_AWS_10",
          "checkov/CKV2_AWS_62",
        ],
        because: "the buckets hold records; records of them, copies and mail for each help nobody",
        until: "2027-06-30",
      },
      {
        rule: "checkov/CKV_AWS_145",
        because: "a balancer writes with S3's own keys only; state is AES-256 and has no secret",
        until: "2027-06-30",
      },
      {
        rule: "checkov/CKV_AWS_394",
        because: "names of zones differ from account to account; subnets stay where they were made",
        until: "2027-06-30",
      },
    ],
  });
  const vpc = aws.network("vpc", {
    cidr: "10.0.0.0/16",
    publicSubnets: ["10.0.1.0/24", "10.0.2.0/24"],
    privateSubnets: ["10.0.11.0/24", "10.0.12.0/24"],
    nat: production ? "one-per-zone" : "none",
    endpoints: ["s3"],
    flowLogs: true,
    because: "layers of images come from S3, so they need not pay a NAT gateway by the gigabyte",
    ...(!production && {
      waive: [
        {
          rule: "checkov/CKV_AWS_130",
          because: "without a NAT gateway a machine reaches out from an address of its own",
          until: "2027-06-30",
        },
      ],
    }),
  });

  const cluster = vpc.eks("main", {
    version: "1.36",
    support: "standard",
    role: aws.role("cluster", {
      assumedBy: "eks.amazonaws.com",
      managedPolicies: ["AmazonEKSClusterPolicy"],
    }),
    secretsEncryption: "kms",
    podSecurity: "restricted",
    logs: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    // An agent on each machine is more than the one small machine of development holds.
    addons: production
      ? ["metrics-server", "eks-pod-identity-agent", "amazon-cloudwatch-observability"]
      : ["metrics-server", "eks-pod-identity-agent"],
    waive: [
      {
        rule: ["checkov/CKV_AWS_38", "checkov/CKV_AWS_39"],
        because: "GitHub's runners deploy from addresses that nobody can list; IAM lets them in",
        until: "2027-06-30",
      },
      {
        rule: "checkov/CKV_AWS_339",
        because: "its list of supported versions ends with 1.35",
        until: "2027-06-30",
      },
    ],
  });
  const machines = cluster.nodeGroup("machines", {
    type: production ? "t3.medium" : "t3.small",
    min: production ? 2 : 1,
    desired: production ? 2 : 1,
    max: production ? 4 : 2,
    image: "AL2023_x86_64_STANDARD",
    disk: { size: production ? "50GiB" : "20GiB", type: "gp3" },
    subnets: production ? "private" : "public",
    capacity: production ? "on-demand" : "spot",
    ...(!production && {
      waive: [
        {
          rule: "machines-private",
          because: "a NAT gateway would cost more than the machine; only the balancer may call it",
          until: "2027-06-30",
        },
      ],
    }),
    role: aws.role("machines", {
      assumedBy: "ec2.amazonaws.com",
      managedPolicies: [
        "AmazonEKSWorkerNodePolicy",
        "AmazonEKS_CNI_Policy",
        "AmazonEC2ContainerRegistryPullOnly",
      ],
    }),
  });
  cluster.nodeAutoscaler("autoscaler", {
    groups: [machines],
    unneeded: "10m",
    waive: [
      {
        rule: ["checkov/CKV_K8S_38", "checkov/CKV_K8S_43"],
        because: "it works through the API server, and is a release of Kubernetes' own registry",
        until: "2027-06-30",
      },
    ],
    purpose: "headroom",
    role: aws.role("autoscaler", {
      assumedBy: { pods: "kube-system/cluster-autoscaler" },
      actions: [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeScalingActivities",
        "autoscaling:SetDesiredCapacity",
        "autoscaling:TerminateInstanceInAutoScalingGroup",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions",
        "eks:DescribeNodegroup",
      ],
    }),
    because: "ten replicas ask for one core of the four that two machines have",
  });

  const images = aws.registry("images", {
    host: "ecr",
    scanOnPush: true,
    keep: 30,
    protected: production,
  });
  const time = cluster.service("time", {
    source: "services/time",
    runtime: "bun@1.4.5",
    port: 8080,
    nodePort: 30080,
    image: {
      base: "gcr.io/distroless/base-nossl-debian13:nonroot",
      user: "65532:65532",
      atMost: "140MiB",
      registry: images,
    },
    env: {
      TRUSTED_PROXIES: vpc.balancerAddresses,
      TRUSTED_HOPS: "1",
      DRAIN_DELAY: "0s",
      SHUTDOWN_GRACE: "30s",
    },
    callerFrom: ["x-forwarded-for untrusted", "peer"],
    resources: {
      cpu: { request: "100m", limit: "500m" },
      memory: { request: "64MiB", limit: "256MiB" },
    },
    probes: {
      startup: { http: "/health", every: "1s", failures: 30 },
      readiness: { http: "/ready", every: "5s" },
      liveness: { http: "/health", every: "10s", failures: 3 },
    },
    scale: {
      min: production ? 3 : 2,
      max: production ? 10 : 4,
      cpu: "70%",
      up: { atMost: [{ pods: 4, every: "15s" }] },
      down: { atMost: [{ percent: "50%", every: "5m" }] },
    },
    rollout: { maxSurge: 1, maxUnavailable: 0 },
    shutdown: { grace: "45s", withdrawal: "5s" },
    security: {
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      dropCapabilities: ["ALL"],
      seccomp: "RuntimeDefault",
    },
    spread: [{ over: "zones", maxSkew: 1 }, { apart: "hosts" }],
    disruption: { minAvailable: production ? 2 : 1 },
    tolerateNodeLoss: "30s",
    because: "13 µs a request: 70% of 100m are 5,400 requests a second, well before the limit",
  });

  const alb = vpc.loadBalancer("alb", {
    scheme: "internet-facing",
    routes: { "/*": time },
    health: { path: "/health", every: "30s", timeout: "5s", healthy: 2, unhealthy: 2 },
    idleTimeout: "60s",
    deregistrationDelay: "30s",
    accessLogs: production ? "30d" : "7d",
    protected: production,
    because: "without a domain there is no certificate, so 443 stays closed until there is one",
    waive: [
      {
        rule: [
          "public-http",
          "checkov/CKV_AWS_2",
          "checkov/CKV_AWS_103",
          "checkov/CKV_AWS_260",
          "checkov/CKV_AWS_378",
          "checkov/CKV2_AWS_20",
          "checkov/CKV2_AWS_28",
        ],
        because: "no domain yet; the time and the caller's own address need neither TLS nor a WAF",
        until: "2027-06-30",
      },
      {
        rule: "checkov/CKV2_AWS_15",
        because: "EKS judges its machines itself; a sick replica is no reason to end its machine",
        until: "2027-06-30",
      },
      ...(production
        ? []
        : [
            {
              rule: "checkov/CKV_AWS_150",
              because: "a system for trying things out is to go in one step",
              until: "2027-06-30",
            } as const,
          ]),
    ],
  });
  s.flow("request", {
    says: "in through the balancer and a machine's port to a replica, and back the same way",
    hops: ["internet", alb, time.nodePort, time],
  });
  s.flow("caller-address", {
    says: "the balancer appends whom it saw; the service believes that entry and no other",
    hops: ["internet", alb, time],
  });

  aws.stateBackend("state", {
    lock: "s3",
    versioning: true,
    encryption: "AES256",
    oldVersions: "90d",
    replicatedTo: "us-west-2",
    protected: true,
  });
  const delivery = s.pipeline("delivery", {
    engine: "github-actions",
    repository: "example/simple-time-service",
    on: { push: "main" },
    stages: [
      { name: "test", does: ["test"], minutes: [3, 5] },
      { name: "build", does: ["build", "sbom"], minutes: [5, 10] },
      { name: "scan", does: ["scan", "vex"], minutes: [5, 8] },
      { name: "sign", does: ["push", "sign", "attest"], minutes: [2, 3] },
      { name: "deploy", does: ["verify", "update-manifests", "deploy"], minutes: [3, 5] },
    ],
    deploys: [time],
    pushesTo: images,
    pins: "digest",
    delivery: "push",
    because: "a signature is made over what the registry holds, so it comes after the push",
  });
  aws.role("deployer", {
    assumedBy: delivery,
    actions: [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:GetAuthorizationToken",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
      "eks:DescribeCluster",
    ],
  });

  aws.monitoring("figures", {
    collects: [
      { from: time, by: "metrics-server", metrics: ["cpu"] },
      { from: time, by: "prometheus", metrics: ["rate", "latency", "errors", "connections"] },
      ...(production
        ? [{ from: machines, by: "cloudwatch-agent", metrics: machineFigures } as const]
        : []),
      { from: alb, by: "cloudwatch", metrics: ["rate", "5xx", "latency", "unhealthy hosts"] },
    ],
    ...(production && {
      role: aws.role("agent", {
        assumedBy: { pods: "amazon-cloudwatch/cloudwatch-agent" },
        managedPolicies: ["CloudWatchAgentServerPolicy"],
      }),
    }),
    logs: "365d",
  });
  aws.alarm("errors", { of: alb, metric: "5xx-rate", above: "1%", for: "5m" });
  aws.alarm("slowness", { of: alb, metric: "p99-latency", above: "250ms", for: "5m" });
  aws.alarm("sick-targets", { of: alb, metric: "unhealthy-hosts", above: 0, for: "2m" });
  aws.alarm("no-room", { of: time, metric: "at-max-replicas", above: 0, for: "15m" });

  // One spot machine promises nothing.
  if (production) s.objective("availability", { availability: "99.9%", over: "30d" });
  s.objective("latency", { latency: { p50: "1ms", p99: "5ms" }, of: time });
  s.objective("one-pod", { throughput: "10000/s", replicas: 1, of: time });
  s.objective("idle-size", { throughput: "30000/s", connections: 3000, replicas: 3, of: time });
  s.objective("recovery", { recoveryTime: "5m", recoveryPoint: "0s" });
  s.objective("region-recovery", { phase: "future", recoveryTime: "30m", recoveryPoint: "0s" });

  s.scenario("pod", {
    when: "a replica ends unasked",
    fails: time,
    impact: "two of three answer",
    recovery: "its machine starts it again",
    within: "30s",
  });
  s.scenario("machine", {
    when: "a machine is gone",
    fails: "node",
    impact: "its replicas are gone with it",
    recovery: "they are scheduled on another machine; the node group replaces the lost one",
    within: "2m",
  });
  s.scenario("zone", {
    when: "a zone is gone",
    fails: "zone",
    impact: "about half of the machines and replicas are gone",
    recovery: "the balancer calls the other zone, and replicas move there",
    within: "5m",
  });
  s.scenario("region", {
    when: "the region is gone",
    fails: "region",
    impact: "nothing answers",
    recovery: "the whole is built in another region",
  });
  s.backup("infrastructure", { of: "Terraform's state", by: "versions in S3", keptFor: "90d" });
  s.backup("configuration", { of: "manifests and this file", by: "Git" });
  s.backup("application", { of: "the service", by: "nothing: it keeps no data" });
  s.procedure("region-lost", {
    phase: "future",
    when: "the region will not come back soon",
    recovers: "region",
    steps: [
      { does: "apply this description in another region", takes: ["15m", "25m"] },
      { does: "point the name at the new balancer", requires: ["custom-domain"] },
      { does: "ask for the time, and compare", takes: ["1m", "2m"] },
    ],
  });
  s.procedure("state-lost", {
    when: "Terraform's state is gone or broken",
    steps: [
      { does: "bring back the last good version from S3", takes: ["2m", "5m"] },
      { does: "plan, read, apply", takes: ["5m", "25m"] },
      { does: "ask for the time, and compare the cluster with Git", takes: ["2m", "5m"] },
    ],
  });

  s.budget("month", { perMonth: production ? "$350" : "$150", alertAt: ["50%", "80%", "100%"] });
  s.documentedCost("table", {
    lines: {
      "control plane": "$73",
      "2 machines": "$60",
      "2 NAT gateways": "$65",
      balancer: "$23",
      "100 GB of disk": "$8",
      "50 GB sent out": "$5",
    },
    groups: {
      "control plane": "control plane",
      "2 machines": "machines",
      "2 NAT gateways": "nat",
      balancer: "balancer",
      "100 GB of disk": "disk",
      "50 GB sent out": "transfer",
    },
    total: "$234",
  });
  s.documentedCost("production", { total: "$230" });
  s.documentedCost("development", { total: "$100" });

  s.future("https", { term: "short", says: "HTTPS with a certificate of ACM" });
  s.future("custom-domain", { term: "short", says: "a name of its own in Route 53" });
  s.future("prometheus", { term: "short", says: "Prometheus" });
  s.future("grafana", { term: "short", says: "dashboards in Grafana" });
  s.future("tracing", { term: "short", says: "traces across the hops of a request" });
  s.future("multi-region", { term: "medium", says: "more than one region" });
  s.future("mesh", { term: "medium", says: "Istio or Linkerd" });
  s.future("observability", { term: "medium", says: "more to see than figures" });
  s.future("chaos", { term: "medium", says: "faults on purpose" });
  s.future("tuning", { term: "medium", says: "more requests from the same machines" });
  s.future("global-balancing", { term: "long", says: "callers go to the nearest region" });
  s.future("multi-cloud", { term: "long", says: "a second cloud" });
  s.future("edge", { term: "long", says: "answers from the edge" });
  s.future("serverless", { term: "long", says: "no machines at all" });
  s.future("machine-learning", { term: "long", says: "something with learning machines" });

  s.reference("EKS best practices", { url: "https://aws.github.io/aws-eks-best-practices/" });
  s.reference("Kubernetes", { url: "https://kubernetes.io/docs/concepts/architecture/" });
  s.reference("12-Factor App", { url: "https://12factor.net/" });
  s.reference("Cloud Native Patterns", { url: "https://www.cnpatterns.org/" });
  s.reference("Site Reliability Engineering", { url: "https://sre.google/books/" });

  for (const { id, ...claim } of claims) s.claim(id, claim);
});
