import { system } from "plinth";
import { claims } from "./claims.ts";

const profiles = ["production", "development"] as const;

/** The architecture document of SimpleTimeService to the letter, wrong values included. */
export default system("simple-time-service-as-written", { profiles }, (s, profile) => {
  const production = profile === "production";

  const aws = s.aws("us-west-1", { zones: ["us-west-1a", "us-west-1b"], auditLog: "cloudtrail" });
  const vpc = aws.network("vpc", {
    cidr: "10.0.0.0/16",
    publicSubnets: ["10.0.1.0/24", "10.0.2.0/24"],
    privateSubnets: ["10.0.11.0/24", "10.0.12.0/24"],
    nat: production ? "one-per-zone" : "one",
  });

  const cluster = vpc.eks("main", {
    version: "1.28",
    secretsEncryption: "kms",
    podSecurity: "baseline",
    role: aws.role("cluster", {
      assumedBy: "eks.amazonaws.com",
      managedPolicies: ["AmazonEKSClusterPolicy"],
    }),
  });
  const machines = cluster.nodeGroup("machines", {
    type: production ? "t3.medium" : "t3.small",
    min: 2,
    desired: production ? 2 : 1,
    max: 4,
    image: "AL2_x86_64",
    disk: { size: "50GiB", type: "gp3" },
    subnets: "private",
    capacity: production ? "on-demand" : "spot",
    role: aws.role("machines", {
      assumedBy: "ec2.amazonaws.com",
      managedPolicies: ["AmazonEKSWorkerNodePolicy"],
    }),
  });
  cluster.nodeAutoscaler("autoscaler", { groups: [machines], unneeded: "10m" });

  const images = s.registry("images", { host: "docker.io" });
  const time = cluster.service("simpletimeservice", {
    command: ["/simpletimeservice"],
    runtime: "go@1.21",
    port: 8080,
    nodePort: 30080,
    image: {
      base: "gcr.io/distroless/static-debian12:nonroot",
      user: "65532:65532",
      atMost: "15MiB",
      registry: images,
    },
    role: aws.role("simpletimeservice", {
      assumedBy: { pods: "default/simpletimeservice", by: "irsa" },
    }),
    callerFrom: ["x-forwarded-for first", "x-real-ip", "peer"],
    replicas: 3,
    resources: {
      cpu: { request: "100m", limit: "500m" },
      memory: { request: "64MiB", limit: "256MiB" },
    },
    probes: {
      startup: { http: "/health" },
      readiness: { http: "/health" },
      liveness: { http: "/health" },
    },
    scale: {
      min: 2,
      max: 10,
      cpu: "70%",
      memory: "80%",
      up: { atMost: [{ pods: 4, every: "15s" }] },
      down: { atMost: [{ percent: "50%", every: "5m" }] },
    },
    security: { runAsNonRoot: true, readOnlyRootFilesystem: true, dropCapabilities: ["ALL"] },
    spread: [{ apart: "hosts", weight: 100 }],
  });

  const alb = vpc.loadBalancer("alb", {
    scheme: "internet-facing",
    routes: { "/*": time },
    health: { path: "/health", every: "30s" },
    idleTimeout: "60s",
    requestTimeout: "60s",
    deregistrationDelay: "30s",
  });
  vpc.securityGroup("alb-firewall", {
    of: alb,
    ingress: [
      { port: 80, from: "internet" },
      { port: 443, from: "internet" },
    ],
  });
  vpc.securityGroup("machines-firewall", {
    of: machines,
    ingress: [
      { port: "all", from: alb },
      { port: "all", from: cluster },
    ],
  });
  vpc.securityGroup("cluster-firewall", {
    of: cluster,
    ingress: [{ port: "all", from: "itself" }],
  });
  s.flow("request", {
    says: "in through the balancer and a machine's port to a replica, and back the same way",
    hops: ["internet", alb, time.nodePort, time],
  });
  s.flow("caller-address", {
    says: "the balancer writes the header, the service reads it",
    hops: ["internet", alb, time],
  });

  const state = aws.stateBackend("state", {
    lock: "dynamodb",
    versioning: true,
    encryption: "AES256",
    oldVersions: "90d",
  });
  s.pipeline("gitops", {
    engine: "github-actions",
    on: { push: "main" },
    stages: [
      { name: "build-and-test", does: ["build", "test"], minutes: [3, 5] },
      { name: "security-scan", does: ["scan", "sbom", "vex"], minutes: [5, 8] },
      { name: "docker-build", does: ["build"], minutes: [5, 10] },
      { name: "sign-and-attest", does: ["sign", "attest"], minutes: [2, 3] },
      { name: "deploy", does: ["push", "update-manifests", "deploy"], minutes: [3, 5] },
    ],
    deploys: [time],
    pushesTo: images,
    delivery: "push",
  });

  aws.monitoring("figures", {
    collects: [
      {
        from: time,
        by: "metrics-server",
        metrics: ["rate", "latency", "errors", "connections"],
      },
      { from: machines, by: "cloudwatch-agent", metrics: ["cpu", "memory", "network", "disk"] },
      {
        from: alb,
        by: "cloudwatch",
        metrics: ["availability", "SLA compliance", "cost by request", "user sessions"],
      },
    ],
  });

  s.objective("latency", { latency: { p50: "1ms", p99: "5ms" }, of: time });
  s.objective("one-instance", { throughput: "50000/s", replicas: 1, of: time });
  s.objective("one-pod", { throughput: "10000/s", replicas: 1, of: time });
  s.objective("idle-size", { throughput: "30000/s", connections: 3000, replicas: 3, of: time });
  s.objective("full-size", { throughput: "100000/s", connections: 10000, replicas: 10, of: time });
  s.objective("recovery", { recoveryTime: "30m", recoveryPoint: "0s" });

  s.scenario("pod", {
    when: "a pod crashes",
    fails: time,
    impact: "two of three answer",
    recovery: "started again at once",
  });
  s.scenario("node", {
    when: "a node fails",
    fails: "node",
    impact: "one zone is down",
    recovery: "its pods are scheduled elsewhere",
  });
  s.scenario("zone", {
    when: "a zone fails",
    fails: "zone",
    impact: "half of the capacity is gone",
    recovery: "the other zone takes over",
  });
  s.scenario("region", {
    when: "the region fails",
    fails: "region",
    impact: "nothing answers",
    recovery: "another region takes over",
  });
  s.backup("infrastructure", { of: "Terraform's state", by: "S3", keptIn: state, keptFor: "90d" });
  s.backup("configuration", { of: "configuration", by: "Git" });
  s.backup("application", { of: "the service", by: "nothing: it keeps no data" });
  s.procedure("regional-failure", {
    when: "the region is lost",
    recovers: "region",
    steps: [
      { does: "deploy to a new region" },
      { does: "change the record in Route 53", requires: ["custom-domain"] },
      { does: "verify" },
    ],
  });
  s.procedure("data-loss", {
    when: "data is lost",
    steps: [
      { does: "restore Terraform's state", requires: [state] },
      { does: "deploy everything anew" },
      { does: "verify" },
    ],
  });

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
