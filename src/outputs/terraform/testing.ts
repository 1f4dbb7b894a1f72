import { type Describe, system } from "#plinth/kinds/testing.ts";
import type { System } from "#plinth/model/system.ts";

/** A system of one profile, built; what is wrong with it ends the test. */
export const built = (describe: Describe): System => {
  const { system: model, findings } = system("shop", {}, describe).build({ profile: "default" });
  if (findings.length > 0) throw new Error(findings.map(({ says }) => says).join("; "));
  return model;
};

/** The way that the time service does not go: everything that it leaves out or does otherwise. */
export const otherWays = (): System =>
  built((s) => {
    const aws = s.aws("eu-central-1", { zones: ["eu-central-1a", "eu-central-1b"] });
    const vpc = aws.network("vpc", {
      cidr: "10.1.0.0/16",
      publicSubnets: ["10.1.0.0/24", "10.1.1.0/24"],
      privateSubnets: ["10.1.10.0/24", "10.1.11.0/24"],
      nat: "one",
      endpoints: ["s3", "ecr.api", "ecr.dkr", "sts"],
      flowLogs: true,
    });
    const cluster = vpc.eks("end", { version: "1.35", support: "extended", endpoint: "private" });
    const machines = cluster.nodeGroup("machines", {
      type: "t3.large",
      min: 1,
      desired: 1,
      max: 3,
      image: "BOTTLEROCKET_x86_64",
      disk: { size: "20GiB", type: "gp3" },
    });
    const reader = aws.role("reader", {
      assumedBy: { pods: "shop/stock", by: "irsa" },
      actions: ["sqs:ReceiveMessage"],
    });
    const stock = cluster.service("stock", {
      command: "stock",
      port: 80,
      nodePort: 30081,
      role: reader,
    });
    const web = cluster.service("web", { command: "web", port: 80, nodePort: 30080 });
    const open = vpc.loadBalancer("open", {
      routes: { "/*": web, "/stock/*": stock },
      domain: "shop.example",
    });
    vpc.loadBalancer("inside", { scheme: "internal", routes: { "/stock": stock } });
    vpc.securityGroup("office", {
      of: open,
      ingress: [{ port: 8443, from: "192.0.2.0/24", because: "the office" }],
    });
    vpc.securityGroup("figures", {
      of: machines,
      ingress: [
        { port: "all", from: "itself" },
        { port: 9100, from: open },
      ],
    });
    aws.stateBackend("state", {
      lock: "dynamodb",
      versioning: true,
      encryption: "aws:kms",
      oldVersions: "30d",
    });
    aws.monitoring("figures", { collects: [], logs: "10d" });
    aws.alarm("busy", { of: machines, metric: "cpu", above: "80%", for: "10m" });
    aws.alarm("sick", { of: open, metric: "unhealthy-hosts", above: 0, for: "2m" });
  });

/** Machines of one's own, with everything that keeps something: more of each than any system has. */
export const onMachines = (): System =>
  built((s) => {
    const aws = s.aws("us-east-1", { zones: 2 });
    const vpc = aws.network("vpc", {
      cidr: "10.2.0.0/16",
      publicSubnets: ["10.2.0.0/24", "10.2.1.0/24"],
      privateSubnets: ["10.2.10.0/24", "10.2.11.0/24"],
      nat: "none",
    });
    const backups = aws.bucket("backups", { versioning: true, expires: "365d", protected: true });
    aws.bucket("logs", {
      moves: [
        { to: "STANDARD_IA", after: "30d" },
        { to: "GLACIER", after: "90d" },
      ],
      expires: "180d",
    });
    const cluster = vpc.k3s("main", {
      version: "1.36",
      servers: { type: "t3.medium", count: 3 },
      agents: { type: "t3.small", count: 2 },
      secretsEncryption: true,
      snapshots: { to: backups, every: "6h", keep: 20 },
    });
    const db = vpc.postgres("db", {
      version: 18,
      instance: "db.t3.micro",
      storage: "20GiB",
      standby: true,
      maxConnections: 100,
      backup: { retention: "30d" },
      protected: true,
    });
    const stock = db.database("stock");
    const orders = cluster.rabbitmq("orders", { version: "4.2", members: 3, storage: "10GiB" });
    const token = aws.secret("token");
    const images = aws.registry("images", { host: "ecr", scanOnPush: true });
    const web = cluster.service("web", {
      command: "web",
      port: 80,
      nodePort: 30080,
      image: { registry: images },
      env: { DATABASE_URL: stock.url, AMQP_URL: orders.url, TOKEN: token.value },
    });
    const alb = vpc.loadBalancer("alb", { routes: { "/*": web } });
    aws.role("secrets", {
      assumedBy: { pods: "external-secrets/external-secrets" },
      actions: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      on: [stock, orders, token],
    });
    aws.role("dump", {
      assumedBy: { pods: "shop/dump", by: "irsa" },
      actions: ["s3:ListBucket", "s3:PutObject"],
      on: [backups],
    });
    vpc.securityGroup("office", { of: cluster, ingress: [{ port: 30080, from: "192.0.2.0/24" }] });
    vpc.securityGroup("readers", { of: db, ingress: [{ port: 5432, from: cluster }] });
    aws.monitoring("figures", { collects: [], logs: "30d", dashboard: true });
    aws.alarm("busy", { of: cluster, metric: "cpu", above: "80%", for: "10m" });
    aws.alarm("crowded", { of: cluster, metric: "memory", above: "85%", for: "10m" });
    aws.alarm("disk", { of: db, metric: "storage", above: "90%", for: "10m" });
    aws.alarm("db-busy", { of: db, metric: "cpu", above: "80%", for: "10m" });
    aws.alarm("errors", { of: alb, metric: "5xx-rate", above: "1%", ofAtLeast: 20, for: "5m" });
  });
