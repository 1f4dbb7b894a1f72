import { system } from "plinth";

const profiles = ["prod", "dev"] as const;

/** The architecture document of Cloud-Design to the letter, wrong values included. */
export default system("cloud-design-as-written", { profiles }, (s, profile) => {
  const prod = profile === "prod";

  // The document names no region, and no release of K3s: both are ours.
  const aws = s.aws("us-east-1", { zones: 2, freeTier: "legacy-12m" });
  const vpc = aws.network("vpc", {
    cidr: "10.0.0.0/16",
    publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
    privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
    nat: "none",
  });
  const cluster = vpc.k3s("main", {
    version: "1.36",
    servers: { type: "t3.medium", count: 1 },
    agents: { type: "t3.small", count: 2 },
    subnets: "public",
    role: aws.role("machines", {
      assumedBy: "ec2.amazonaws.com",
      actions: [
        ...["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        ...["logs:CreateLogStream", "logs:PutLogEvents", "s3:GetObject", "s3:PutObject"],
      ] as `${string}:${string}`[],
    }),
  });

  const db = vpc.postgres("db", {
    version: 15,
    instance: "db.t3.micro",
    storage: "20GiB",
    storageType: "gp3",
    standby: prod,
    backup: { retention: "7d", pointInTime: true },
    encrypted: true,
    forceTls: false,
    because: 'TLS in transit is "optional"',
  });
  const movies = db.database("inventory");
  const bills = db.database("billing");
  const broker = cluster.rabbitmq("rabbitmq", { version: "3.12", members: 1 });

  const images = aws.registry("images", { host: "ecr", scanOnPush: true });
  const scale = {
    min: 2,
    max: 5,
    cpu: "70%",
    memory: "80%",
    down: { after: "5m" },
  } as const;
  const flask = { runtime: "python@3.11", scale, image: { registry: images } } as const;

  const inventory = cluster.service("inventory", {
    ...flask,
    command: ["flask", "run"],
    port: 8080,
    nodePort: 30001,
    env: { DATABASE_URL: movies.url },
  });
  const billing = cluster.service("billing", {
    ...flask,
    command: ["flask", "run"],
    port: 8080,
    nodePort: 30002,
    env: { DATABASE_URL: bills.url, AMQP_URL: broker.url },
  });
  const gateway = cluster.service("api-gateway", {
    ...flask,
    command: ["flask", "run"],
    port: 3000,
    nodePort: 30000,
    probes: { readiness: { http: "/health" }, liveness: { http: "/health" } },
    env: { INVENTORY_URL: inventory.url, BILLING_URL: billing.url },
    because: "it is the single entry point for all requests",
  });

  const alb = vpc.loadBalancer("alb", {
    scheme: "internet-facing",
    routes: { "/api/*": gateway, "/inventory/*": inventory, "/billing/*": billing },
    health: { path: "/health", every: "30s" },
  });
  vpc.securityGroup("alb-firewall", {
    of: alb,
    ingress: [
      { port: 80, from: "internet" },
      { port: 443, from: "internet" },
    ],
  });
  vpc.securityGroup("machines-firewall", {
    of: cluster,
    ingress: [
      { port: 6443, from: alb },
      { port: 30000, from: alb },
      { port: 30001, from: alb },
      { port: 30002, from: alb },
    ],
  });
  vpc.securityGroup("database-firewall", { of: db, ingress: [{ port: 5432, from: cluster }] });

  s.flow("request", {
    says: "in by a machine's port to the gateway, on to the inventory and its database",
    hops: ["internet", alb, gateway.nodePort, gateway, inventory, movies],
  });
  s.flow("order", {
    says: "to billing, which publishes; a worker consumes and writes",
    hops: ["internet", alb, gateway, billing, broker, bills],
  });

  aws.monitoring("figures", {
    collects: [
      { from: cluster, by: "cloudwatch", metrics: ["cpu", "memory"] },
      { from: alb, by: "cloudwatch", metrics: ["requests"] },
      { from: db, by: "cloudwatch", metrics: ["cpu", "storage", "connections"] },
    ],
    logGroups: [
      { of: gateway, name: "/aws/cloud-design/applications" },
      { of: cluster, name: "/aws/cloud-design/k3s" },
      { of: db, name: "/aws/rds/cloud-design" },
    ],
  });
  aws.alarm("cpu", { of: cluster, metric: "cpu", above: "80%", for: "5m" });
  aws.alarm("errors", { of: alb, metric: "5xx-rate", above: 10, for: "5m" });
  // Less than 2 GB of 20 are free.
  aws.alarm("storage", { of: db, metric: "storage", above: "90%", for: "5m" });
  aws.alarm("targets", { of: alb, metric: "unhealthy-hosts", above: 0, for: "5m" });

  const state = aws.stateBackend("state", {
    lock: "dynamodb",
    versioning: true,
    encryption: "AES256",
    oldVersions: "90d",
  });
  aws.bucket("logs", {
    moves: [
      { to: "STANDARD_IA", after: "30d" },
      { to: "GLACIER", after: "90d" },
    ],
    expires: "180d",
  });
  const backups = aws.bucket("backups", { expires: "365d" });

  s.objective("recovery", { recoveryTime: "30m", recoveryPoint: "5m" });
  s.scenario("node", {
    when: "a node fails",
    fails: "node",
    impact: "replicas are distributed across nodes",
    recovery: "the autoscaler and the other nodes take over",
  });
  s.scenario("database", {
    when: "the database is lost",
    fails: db,
    impact: "nothing is read or written",
    recovery: "it is restored",
  });
  s.backup("database", { of: "databases", by: "RDS", keptIn: db, keptFor: "30d" });
  s.backup("dumps", { of: "databases and configuration", by: "S3", keptIn: backups });
  s.backup("infrastructure", { of: "Terraform's state", by: "S3", keptIn: state });
  s.procedure("recovery", {
    when: "all is lost",
    recovers: "database",
    steps: [
      { does: "restore RDS from snapshot", restores: { of: db, from: "snapshot" } },
      { does: "deploy infrastructure by Terraform", requires: [state] },
      { does: "deploy applications by kubectl" },
      { does: "verify health" },
    ],
  });

  if (prod) s.documentedCost("prod", { total: "$150", says: "~$100-150" });
  else s.documentedCost("dev", { total: "$10", says: "$0-$10, free tier" });

  s.future("machines-grow", { term: "short", says: "machines are added by load", of: cluster });
  s.future("pipeline", { term: "short", says: "GitLab CI: tests and deployments" });
  s.future("mesh", { term: "medium", says: "Istio or Linkerd, mTLS between services" });
  s.future("prometheus", { term: "medium", says: "Prometheus, Grafana, traces by Jaeger" });
  s.future("pooling", { term: "medium", says: "read replicas and PgBouncer" });
  s.future("dumps", { term: "medium", says: "automated backups to S3", of: backups });
  s.future("waf", { term: "medium", says: "a firewall for requests, Shield" });
  s.future("scans", { term: "medium", says: "automated scans for vulnerabilities", of: images });

  s.reference("Terraform AWS provider", {
    url: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs",
  });
  s.reference("K3s", { url: "https://docs.k3s.io/" });
  s.reference("Kubernetes", { url: "https://kubernetes.io/docs/concepts/configuration/overview/" });
  s.reference("Well-Architected", { url: "https://aws.amazon.com/architecture/well-architected/" });
});
