import { system, talksTo } from "plinth";

const profiles = ["prod", "dev"] as const;

/** Movies and orders: two services and a worker on K3s, a database and a broker, behind one balancer. */
export default system("cloud-design", { profiles }, (s, profile) => {
  const prod = profile === "prod";

  const aws = s.aws("us-east-1", { zones: 2 });
  const vpc = aws.network("vpc", {
    cidr: "10.0.0.0/16",
    publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
    privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
    nat: "none",
    endpoints: ["s3"],
  });
  const cluster = vpc.k3s("main", {
    version: "1.36",
    servers: { type: "t3.medium", count: prod ? 3 : 1 },
    agents: { type: "t3.small", count: 2 },
    secretsEncryption: true,
    podSecurity: "restricted",
    because: "one server is a cluster whose control plane goes with its machine",
  });

  cluster.secretReader("secrets", {
    role: aws.role("secrets", {
      assumedBy: { pods: "cloud-design/secrets", by: "irsa" },
      actions: ["secretsmanager:GetSecretValue"],
    }),
  });
  cluster.disks("disks", {
    role: aws.role("disks", {
      assumedBy: { pods: "kube-system/ebs-csi-controller-sa", by: "irsa" },
      managedPolicies: ["AmazonEBSCSIDriverPolicy"],
    }),
  });

  const db = vpc.postgres("db", {
    version: 18,
    instance: "db.t3.micro",
    storage: "20GiB",
    standby: prod,
    maxConnections: 100,
    backup: { retention: prod ? "30d" : "7d", pointInTime: true },
    protected: prod,
    because: "1 GiB has 112 connections by RDS' formula, of which it keeps some for itself",
  });
  const movies = db.database("inventory", { connections: 40 });
  const bills = db.database("billing", { connections: 50 });
  const orders = cluster.rabbitmq("orders", {
    version: "4.2",
    members: prod ? 3 : 1,
    storage: "10GiB",
  });
  const writeToken = aws.secret("write-token");
  const images = aws.registry("images", {
    host: "ecr",
    scanOnPush: true,
    keep: 30,
    protected: prod,
  });

  /** What the programs have in common. */
  const program = {
    runtime: "bun@1.4.5",
    image: {
      base: "gcr.io/distroless/base-nossl-debian13:nonroot",
      user: "65532:65532",
      atMost: "150MiB",
      registry: images,
    },
    resources: {
      cpu: { request: "100m", limit: "500m" },
      memory: { request: "96MiB", limit: "256MiB" },
    },
    probes: {
      startup: { http: "/health", every: "1s", failures: 60 },
      readiness: { http: "/ready", every: "1s", timeout: "3s" },
      liveness: { http: "/health", every: "10s", failures: 3 },
    },
    scale: { min: 2, max: 5, cpu: "70%", down: { after: "5m" } },
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
    disruption: { minAvailable: 1 },
  } as const;
  // Routers withdraw a replica before it is asked to stop, so it need not wait for them itself.
  const draining = { DRAIN_DELAY: "0s", SHUTDOWN_GRACE: "30s" };
  // Six replicas of each of three while one is replaced: 72 of 100 connections.
  const connections = 4;
  const pool = { DATABASE_POOL_MAX: String(connections) };

  const inventory = cluster.service("inventory", {
    ...program,
    source: "services/inventory",
    port: 8080,
    connections,
    env: { DATABASE_URL: movies.url, WRITE_TOKEN: writeToken.value, ...pool, ...draining },
  });
  cluster.job("inventory-seed", {
    source: "services/inventory",
    env: { ROLE: "seed", DATABASE_URL: movies.url },
    because: "a shop without movies shows nothing; a table that has any is left as it is",
  });
  // Orders are accepted without the broker and wait for it, so nobody waits for it to start.
  const billing = cluster.service("billing", {
    ...program,
    source: "services/billing",
    port: 8080,
    connections,
    env: {
      ROLE: "api",
      DATABASE_URL: bills.url,
      AMQP_URL: talksTo(orders.url),
      WRITE_TOKEN: writeToken.value,
      ...pool,
      ...draining,
    },
  });
  const worker = cluster.service("billing-worker", {
    ...program,
    source: "services/billing",
    port: 8080,
    connections,
    env: {
      ROLE: "worker",
      DATABASE_URL: bills.url,
      AMQP_URL: talksTo(orders.url),
      INVENTORY_URL: inventory.url,
      ...pool,
      ...draining,
    },
    // Its processor idles while it waits for others, so messages say better what there is to do.
    scale: { ...program.scale, queue: { of: orders, name: "orders", perReplica: 200 } },
    because: "who accepts orders and who bills them fail and grow apart from each other",
  });
  const gateway = cluster.service("api-gateway", {
    ...program,
    source: "services/api-gateway",
    port: 3000,
    nodePort: 30000,
    env: {
      INVENTORY_URL: inventory.url,
      BILLING_URL: billing.url,
      WRITE_TOKEN: writeToken.value,
      TRUSTED_HOPS: "1",
      ...draining,
    },
  });

  vpc.loadBalancer("alb", {
    scheme: "internet-facing",
    routes: { "/api/*": gateway, "/health": gateway },
    health: { path: "/health", every: "30s", timeout: "5s", healthy: 2, unhealthy: 2 },
    deregistrationDelay: "30s",
    because: "the gateway is the only way in: what is behind it has no rule, so it answers 404",
  });

  aws.bucket("logs", {
    moves: [
      { to: "STANDARD_IA", after: "30d" },
      { to: "GLACIER", after: "90d" },
    ],
    expires: "180d",
  });
  aws.bucket("backups", { versioning: true, expires: "365d" });
  aws.stateBackend("state", {
    lock: "s3",
    versioning: true,
    encryption: "AES256",
    oldVersions: "90d",
  });
  const delivery = s.pipeline("delivery", {
    engine: "github-actions",
    repository: "example/cloud-design",
    on: { push: "main" },
    stages: [
      { name: "test", does: ["test"], minutes: [3, 10] },
      { name: "build", does: ["build", "sbom"], minutes: [5, 15] },
      { name: "scan", does: ["scan", "vex"], minutes: [3, 10] },
      { name: "sign", does: ["push", "sign", "attest"], minutes: [2, 5] },
      { name: "deploy", does: ["verify", "update-manifests", "deploy"], minutes: [1, 5] },
    ],
    deploys: [inventory, billing, worker, gateway],
    pushesTo: images,
    pins: "digest",
    delivery: "pull",
    because: "the cluster's API is open to its own machines alone, so what runs is told by Git",
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
    ],
  });

  s.budget("month", { perMonth: prod ? "$250" : "$150", alertAt: ["50%", "80%", "100%"] });
});
