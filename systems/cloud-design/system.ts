import { system, talksTo } from "plinth";

const profiles = ["prod", "dev"] as const;

/** Movies and orders: two services and a worker on K3s, a database and a broker, behind one balancer. */
export default system("cloud-design", { profiles }, (s, profile) => {
  const prod = profile === "prod";
  const until = "2027-06-30";

  const aws = s.aws("us-east-1", {
    zones: 2,
    auditLog: "cloudtrail",
    waive: [
      {
        rule: [
          "checkov/CKV_AWS_18",
          "checkov/CKV_AWS_118",
          "checkov/CKV_AWS_126",
          "checkov/CKV_AWS_144",
          "checkov/CKV_AWS_252",
          "checkov/CKV2_AWS_10",
          "checkov/CKV2_AWS_62",
        ],
        because:
          "records of records, copies of copies, mail for each and finer figures help nobody",
        until,
      },
      {
        rule: [
          "checkov/CKV_AWS_26",
          "checkov/CKV_AWS_35",
          "checkov/CKV_AWS_145",
          "checkov/CKV_AWS_149",
          "checkov/CKV_AWS_158",
          "checkov/CKV_AWS_354",
        ],
        because: "encrypted with AWS' own keys; a key of the account's own is $1 a month for each",
        until,
      },
      {
        rule: ["checkov/CKV2_AWS_57", "checkov/CKV_AWS_161", "checkov/CKV_K8S_35"],
        because:
          "a program reads a password of its own when it starts; one is replaced by hand, and rolled out",
        until,
      },
      {
        rule: "checkov/CKV_AWS_394",
        because: "names of zones differ from account to account; subnets stay where they were made",
        until,
      },
      ...(prod
        ? []
        : [
            {
              rule: ["checkov/CKV_AWS_150", "checkov/CKV_AWS_157", "checkov/CKV_AWS_293"],
              because: "a system for trying things out has no standby, and is to go in one step",
              until,
            } as const,
          ]),
    ],
  });
  const vpc = aws.network("vpc", {
    cidr: "10.0.0.0/16",
    publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
    privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
    nat: "none",
    endpoints: ["s3"],
    flowLogs: true,
  });
  const backups = aws.bucket("backups", { versioning: true, expires: "365d", protected: prod });
  const cluster = vpc.k3s("main", {
    version: "1.36",
    servers: { type: "t3.medium", count: prod ? 3 : 1 },
    agents: { type: "t3.small", count: 3 },
    secretsEncryption: true,
    snapshots: { to: backups, every: prod ? "6h" : "24h", keep: 14 },
    podSecurity: "restricted",
    because: "one server is a cluster whose control plane goes with its machine",
    waive: [
      {
        rule: ["checkov/CKV_K8S_15", "checkov/CKV_K8S_43"],
        because: "a release of an official image does not change under its number",
        until,
      },
      {
        rule: ["machines-private", "checkov/CKV_AWS_88"],
        because: "without a NAT gateway a machine reaches out from an address of its own",
        until,
      },
      {
        rule: ["checkov/CKV_AWS_54", "checkov/CKV_AWS_56", "checkov/CKV2_AWS_6"],
        because:
          "by the keys in this bucket AWS knows the cluster's pods; it reads them as anybody may",
        until,
      },
    ],
  });

  cluster.secretReader("secrets", {
    role: aws.role("secrets", {
      assumedBy: { pods: "cloud-design/secrets", by: "irsa" },
      actions: ["secretsmanager:GetSecretValue"],
    }),
  });
  cluster.queueReader("queues");
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
  cluster.dump("nightly", {
    of: db,
    to: backups,
    at: "02:30",
    role: aws.role("nightly", {
      assumedBy: { pods: "cloud-design/nightly", by: "irsa" },
      actions: ["s3:PutObject"],
      on: [backups],
    }),
    because: "RDS keeps its own copies for a month; these are kept for a year, and read anywhere",
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
    security: {
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      dropCapabilities: ["ALL"],
      seccomp: "RuntimeDefault",
    },
  } as const;
  /** What those have in common that answer. */
  const serving = {
    ...program,
    probes: {
      startup: { http: "/health", every: "1s", failures: 60 },
      readiness: { http: "/ready", every: "1s", timeout: "3s" },
      liveness: { http: "/health", every: "10s", failures: 3 },
    },
    scale: { min: 2, max: 5, cpu: "70%", down: { after: "5m" } },
    rollout: { maxSurge: 1, maxUnavailable: 0 },
    shutdown: { grace: "45s", withdrawal: "5s" },
    spread: [{ over: "zones", maxSkew: 1 }, { apart: "hosts" }],
    disruption: { minAvailable: 1 },
  } as const;
  // Routers withdraw a replica before it is asked to stop, so it need not wait for them itself.
  const draining = { DRAIN_DELAY: "0s", SHUTDOWN_GRACE: "30s" };
  // Six replicas of each of three while one is replaced, and the job's: 73 of 100 connections.
  const connections = 4;
  const pool = { DATABASE_POOL_MAX: String(connections) };

  const inventory = cluster.service("inventory", {
    ...serving,
    source: "services/inventory",
    port: 8080,
    connections,
    env: { DATABASE_URL: movies.url, WRITE_TOKEN: writeToken.value, ...pool, ...draining },
  });
  const seed = cluster.job("inventory-seed", {
    ...program,
    source: "services/inventory",
    connections: 1,
    env: { ROLE: "seed", DATABASE_URL: movies.url, DATABASE_POOL_MAX: "1" },
    because: "a shop without movies shows nothing; a table that has any is left as it is",
  });
  // Orders are accepted without the broker and wait for it, so nobody waits for it to start.
  const billing = cluster.service("billing", {
    ...serving,
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
    ...serving,
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
    scale: { ...serving.scale, queue: { of: orders, name: "orders", perReplica: 200 } },
    because: "who accepts orders and who bills them fail and grow apart from each other",
  });
  const gateway = cluster.service("api-gateway", {
    ...serving,
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

  const alb = vpc.loadBalancer("alb", {
    scheme: "internet-facing",
    routes: { "/api/*": gateway, "/health": gateway },
    health: { path: "/health", every: "30s", timeout: "5s", healthy: 2, unhealthy: 2 },
    deregistrationDelay: "30s",
    accessLogs: prod ? "30d" : "7d",
    protected: prod,
    because: "the gateway is the only way in: what is behind it has no rule, so it answers 404",
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
        because: "there is no domain, so no certificate; with one, write domain here",
        until,
      },
      {
        rule: "checkov/CKV2_AWS_15",
        because: "a service that does not answer is no reason to end the machines under it",
        until,
      },
    ],
  });

  s.flow("request", {
    says: "in by a machine's port to the gateway, on to the inventory and its database",
    hops: ["internet", alb, gateway.nodePort, gateway, inventory, movies],
  });
  s.flow("order", {
    says: "billing writes it down and answers, then publishes it",
    hops: ["internet", alb, gateway.nodePort, gateway, billing, bills],
  });
  s.flow("charge", {
    says: "the worker takes it from the queue, asks for the price and writes down what became of it",
    hops: [billing, orders, worker, inventory],
  });

  aws.bucket("logs", {
    moves: [
      { to: "STANDARD_IA", after: "30d" },
      { to: "GLACIER", after: "90d" },
    ],
    versioning: true,
    expires: "180d",
  });
  aws.stateBackend("state", {
    lock: "s3",
    versioning: true,
    encryption: "AES256",
    oldVersions: "90d",
  });

  aws.monitoring("figures", {
    collects: [
      { from: cluster, by: "cloudwatch", metrics: ["cpu"] },
      { from: cluster, by: "cloudwatch-agent", metrics: ["memory", "disk"] },
      { from: alb, by: "cloudwatch", metrics: ["rate", "5xx", "latency", "unhealthy hosts"] },
      { from: db, by: "cloudwatch", metrics: ["cpu", "storage", "connections"] },
    ],
    logs: "365d",
    dashboard: true,
  });
  aws.alarm("busy", { of: cluster, metric: "cpu", above: "80%", for: "15m" });
  aws.alarm("crowded", { of: cluster, metric: "memory", above: "90%", for: "10m" });
  aws.alarm("errors", { of: alb, metric: "5xx-rate", above: "1%", ofAtLeast: 20, for: "5m" });
  aws.alarm("sick-targets", { of: alb, metric: "unhealthy-hosts", above: 0, for: "2m" });
  aws.alarm("disk-full", { of: db, metric: "storage", above: "90%", for: "10m" });

  const delivery = s.pipeline("delivery", {
    engine: ["github-actions", "gitlab-ci"],
    repository: "example/cloud-design",
    on: { push: "main" },
    stages: [
      { name: "test", does: ["test"], minutes: [3, 10] },
      { name: "build", does: ["build", "sbom"], minutes: [5, 15] },
      { name: "scan", does: ["scan", "vex"], minutes: [3, 10] },
      { name: "sign", does: ["push", "sign", "attest"], minutes: [2, 5] },
      { name: "deploy", does: ["verify", "update-manifests", "deploy"], minutes: [1, 5] },
    ],
    deploys: [inventory, seed, billing, worker, gateway],
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
