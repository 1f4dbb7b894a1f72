/** What kinds say they consist of, where it depends on their properties. */
import { expect, test } from "bun:test";
import type { CostLine } from "#plinth/model/cost-line.ts";
import { kinds } from "./registry.gen.ts";
import { build, type Describe } from "./testing.ts";

/** The lines of one node, by item. */
const linesOf = (id: string, describe: Describe): Readonly<Record<string, CostLine>> => {
  const { system, findings } = build(describe);
  if (findings.length > 0) throw new Error(findings.map(({ says }) => says).join("; "));
  const node = system.nodes.get(id);
  if (!node) throw new Error(`"${id}" is not in ${[...system.nodes.keys()].join(", ")}`);
  const facet = (kinds as Record<string, { cost: unknown }>)[node.kind]?.cost;
  if (typeof facet !== "function") throw new Error(`"${node.kind}" has no cost facet`);
  const lines: readonly CostLine[] = facet(node, system);
  return Object.fromEntries(lines.map((line) => [line.item, line]));
};

type Network = ReturnType<ReturnType<Parameters<Describe>[0]["aws"]>["network"]>;
type NetworkProps = Partial<Parameters<ReturnType<Parameters<Describe>[0]["aws"]>["network"]>[1]>;

/** A network as it is in all of these. */
const network = {
  cidr: "10.0.0.0/16",
  publicSubnets: ["10.0.1.0/24", "10.0.2.0/24"],
  privateSubnets: ["10.0.11.0/24", "10.0.12.0/24"],
  nat: "none",
} as const;

const inNetwork =
  (describe: (vpc: Network) => void, props: NetworkProps = {}): Describe =>
  (s) =>
    describe(s.aws("us-west-1").network("vpc", { ...network, ...props }));

const once = (amount: number) => ({ min: amount, usual: amount, max: amount });

test("a network pays for gateways by their number, with an address each", () => {
  const gateways = (nat: "one" | "one-per-zone") =>
    linesOf(
      "aws/vpc",
      inNetwork(() => {}, { nat }),
    );
  expect(gateways("one")["NAT gateways"]?.quantity).toEqual(once(730));
  expect(gateways("one-per-zone")["NAT gateways"]?.quantity).toEqual(once(1_460));
  expect(gateways("one-per-zone")["addresses of NAT"]?.quantity).toEqual(once(1_460));
  expect(
    linesOf(
      "aws/vpc",
      inNetwork(() => {}),
    ),
  ).toEqual({});
});

test("the door to S3 is free, every other is paid in each zone", () => {
  const doors = (endpoints: NonNullable<NetworkProps["endpoints"]>) =>
    linesOf(
      "aws/vpc",
      inNetwork(() => {}, { endpoints }),
    );
  expect(doors(["s3"])).toEqual({});
  expect(doors(["s3", "ecr.api", "logs"]).endpoints?.quantity).toEqual(once(4 * 730));
});

test("logs go through NAT unless they have a door of their own", () => {
  const item = "logs through NAT";
  const lines = (props: NetworkProps) =>
    linesOf(
      "aws/vpc",
      inNetwork(() => {}, props),
    );
  expect(lines({ nat: "one" })[item]).toBeDefined();
  expect(lines({ nat: "one", endpoints: ["logs"] })[item]).toBeUndefined();
});

const machines = (props: {
  type: "t2.small" | "t3.small" | "m5.large";
  subnets: "public" | "private";
}) =>
  linesOf(
    "aws/vpc/main/workers",
    inNetwork((vpc) =>
      vpc.eks("main", { version: "1.36" }).nodeGroup("workers", {
        min: 1,
        desired: 2,
        max: 4,
        image: "AL2023_x86_64_STANDARD",
        disk: { size: "20GiB", type: "gp3" },
        capacity: "spot",
        ...props,
      }),
    ),
  );

test("machines are a span over their bounds, and in public subnets have an address each", () => {
  const lines = machines({ type: "t3.small", subnets: "public" });
  expect(lines["machines, t3.small"]).toMatchObject({
    price: "ec2.t3.small.spot",
    quantity: { min: 730, usual: 1_460, max: 2_920 },
  });
  expect(lines["disks, gp3"]?.quantity).toEqual({ min: 20, usual: 40, max: 80 });
  expect(lines["addresses of machines"]).toBeDefined();
  expect(
    machines({ type: "t3.small", subnets: "private" })["addresses of machines"],
  ).toBeUndefined();
});

test("only families that launch unlimited pay for processors above their baseline", () => {
  const burst = (type: "t2.small" | "t3.small" | "m5.large") =>
    machines({ type, subnets: "private" })["processors above the baseline"];
  expect(burst("t2.small")).toBeUndefined();
  expect(burst("m5.large")).toBeUndefined();
  // Two processors at 20% are 0.4 of one, all month, a machine.
  expect(burst("t3.small")?.quantity).toMatchObject({
    per: "vcpu-hour",
    beyond: { min: 292, usual: 584, max: 1_168 },
  });
});

test("a balancer inside is no way in: it has no addresses, and its load is not known", () => {
  const balancer = (scheme: "internal" | "internet-facing") =>
    linesOf(
      "aws/vpc/alb",
      inNetwork((vpc) => {
        const web = vpc.eks("main", { version: "1.36" }).service("web", { command: "x", port: 80 });
        vpc.loadBalancer("alb", { scheme, routes: { "/*": web } });
      }),
    );
  expect(Object.keys(balancer("internal"))).toEqual(["balancer", "capacity of the balancer"]);
  expect(balancer("internal")["capacity of the balancer"]?.quantity).toHaveProperty("unknown");
  expect(balancer("internet-facing")["addresses of the balancer"]?.quantity).toEqual(once(1_460));
});

test("images are at most as many as are kept, each as large as it may be", () => {
  const images = (keep: number | undefined, atMost: "512MiB" | undefined) =>
    linesOf("aws/images", (s) => {
      const aws = s.aws("us-west-1");
      const registry = aws.registry("images", { host: "ecr", ...(keep && { keep }) });
      s.kubernetes("main").service("web", {
        command: "x",
        port: 80,
        image: { registry, ...(atMost && { atMost }) },
      });
    }).images?.quantity;
  expect(images(10, "512MiB")).toEqual({ min: 0, usual: 5, max: 5 });
  expect(images(undefined, "512MiB")).toEqual({ unknown: "nothing says how many images are kept" });
  expect(images(10, undefined)).toEqual({ unknown: "nothing says how large an image may be" });
});

test("Docker Hub is on no bill of AWS'", () => {
  expect(linesOf("images", (s) => s.registry("images", { host: "docker.io" }))).toEqual({});
});

test("a control plane pays for its support, its key and its logs", () => {
  const lines = linesOf(
    "aws/vpc/main",
    inNetwork((vpc) =>
      vpc.eks("main", {
        version: "1.36",
        support: "extended",
        secretsEncryption: "kms",
        logs: ["audit"],
      }),
    ),
  );
  expect(lines["control plane"]?.price).toBe("eks.extended.hour");
  expect(lines["key for Secrets"]?.quantity).toEqual(once(1));
  expect(lines["control plane logs"]?.quantity).toHaveProperty("unknown");
});

test("an alarm is paid by each metric of a rate, and by each machine that stays itself", () => {
  const alarms = (describe: Describe) => linesOf("aws/alarm", describe).alarm?.quantity;
  const rate = alarms((s) => {
    const aws = s.aws("us-west-1");
    const vpc = aws.network("vpc", network);
    const web = vpc.eks("main", { version: "1.36" }).service("web", {
      command: "web",
      port: 80,
      nodePort: 30080,
    });
    const of = vpc.loadBalancer("alb", { routes: { "/*": web } });
    aws.alarm("alarm", { of, metric: "5xx-rate", above: "1%", for: "5m" });
  });
  const machines = alarms((s) => {
    const aws = s.aws("us-west-1");
    const of = aws.network("vpc", network).k3s("main", {
      version: "1.36",
      servers: { type: "t3.medium", count: 3 },
      agents: { type: "t3.small", count: 2 },
    });
    aws.alarm("alarm", { of, metric: "cpu", above: "80%", for: "5m" });
  });
  // Errors of services, errors of the balancer, requests; three servers, and the agents' group.
  expect([rate, machines]).toEqual([once(3), once(4)]);
});

test("a database pays for its standby with another price, not with another instance", () => {
  const db = (standby: boolean) =>
    linesOf(
      "aws/vpc/db",
      inNetwork((vpc) => {
        vpc.postgres("db", { version: 18, instance: "db.t3.micro", storage: "20GiB", standby });
      }),
    );
  expect(db(false)["database, db.t3.micro"]).toMatchObject({
    price: "rds.postgres.db.t3.micro.hour",
    quantity: once(730),
  });
  expect(db(true)["database, db.t3.micro and its standby"]).toMatchObject({
    price: "rds.postgres.db.t3.micro.multi-az.hour",
    quantity: once(730),
  });
  expect(db(true)["its disk, gp3"]).toMatchObject({
    price: "rds.gp3.multi-az",
    quantity: once(20),
  });
});

test("a cluster of one's own pays for each machine, its disk and its address", () => {
  const lines = linesOf(
    "aws/vpc/main",
    inNetwork((vpc) => {
      const servers = { type: "t3.medium", count: 1 } as const;
      const agents = { type: "t3.small", count: 2 } as const;
      vpc.k3s("main", { version: "1.36", servers, agents, disk: "30GiB" });
    }),
  );
  expect(lines["servers, t3.medium"]?.quantity).toEqual(once(730));
  expect(lines["agents, t3.small"]?.quantity).toEqual(once(1460));
  expect(lines["disks, gp3"]?.quantity).toEqual(once(90));
  expect(lines["addresses of machines"]?.quantity).toEqual(once(2190));
});
