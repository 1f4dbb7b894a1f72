import { expect, test } from "bun:test";
import { join } from "node:path";
import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import type { System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";
import type { TerraformPatch } from "#plinth/model/terraform-patch.ts";
import timeSystem from "../../../systems/simple-time-service/system.ts";
import { expectGolden } from "../../../test/golden.ts";
import { refusalOf } from "../../../test/refusal-of.ts";
import { blocksOf } from "./blocks.ts";
import { plannedAddresses, terraform } from "./index.ts";
import { built, onMachines, otherWays } from "./testing.ts";

const root = Bun.fileURLToPath(new URL("../../..", import.meta.url));

const accountOf = (model: ReturnType<typeof built>) => {
  const account = model.nodes.get("aws");
  if (!account) throw new Error("there is no account");
  return account;
};

const find = (blocks: readonly TerraformBlock[], type: string, name: string): TerraformBlock => {
  const block = blocks.find((each) => each.type === type && each.name === name);
  if (!block) throw new Error(`${type}.${name} is not there`);
  return block;
};

const network = {
  cidr: "10.0.0.0/16",
  publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
  privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
} as const;

for (const profile of timeSystem.profiles) {
  test(`the Terraform of the time service, ${profile}, is as reviewed`, async () => {
    const { system } = timeSystem.build({ profile });
    const folder = join(root, "systems/simple-time-service/golden/terraform", profile);
    const files = [...terraform.files(system)];
    for (const [path, text] of files) await expectGolden(join(folder, path), text);
    const there = await Array.fromAsync(new Bun.Glob("**/*").scan(folder));
    expect(there.sort()).toEqual(files.map(([path]) => path).sort());
  });
}

test("the same system gives the same bytes, and every file ends with one line break", () => {
  const [once, again] = [[...terraform.files(otherWays())], [...terraform.files(otherWays())]];
  expect(once).toEqual(again);
  for (const [, text] of once) expect(text).toMatch(/[^\n]\n$/);
});

test("without a domain nothing listens on 443, with one 80 leads there", () => {
  const { system } = timeSystem.build({ profile: "production" });
  const plain = plannedAddresses(system).join("\n");
  expect(plain).toContain("aws_lb_listener.vpc_alb_80");
  expect(plain).not.toContain("443");
  const other = otherWays();
  const blocks = blocksOf(other, accountOf(other));
  expect(find(blocks, "aws_lb_listener", "vpc_open_80").body).toMatchObject({
    default_action: [{ type: "redirect" }],
  });
  expect(find(blocks, "aws_lb_listener", "vpc_open_443").body).toHaveProperty("ssl_policy");
});

test("a balancer reaches machines on the ports of its services, and nothing else", () => {
  const { system } = timeSystem.build({ profile: "production" });
  const rules = blocksOf(system, accountOf(system)).filter(({ type }) =>
    type.startsWith("aws_vpc_security_group_"),
  );
  expect(rules.map(({ type, body }) => [type, "from_port" in body && body.from_port])).toEqual([
    ["aws_vpc_security_group_egress_rule", 30080],
    ["aws_vpc_security_group_ingress_rule", 80],
    ["aws_vpc_security_group_ingress_rule", 30080],
  ]);
});

test("a service that calls no AWS API has no role", () => {
  const { system } = timeSystem.build({ profile: "production" });
  const addresses = plannedAddresses(system);
  const pods = addresses.filter((each) => each.includes("aws_eks_pod_identity_association"));
  expect(pods).toEqual([
    "module.cluster.aws_eks_pod_identity_association.vpc_main_agent",
    "module.cluster.aws_eks_pod_identity_association.vpc_main_autoscaler",
  ]);
});

test("a gateway for each zone, for all, or none", () => {
  const counts = (["one-per-zone", "one", "none"] as const).map((nat) => {
    const model = built((s) => {
      s.aws("eu-central-1").network("vpc", { ...network, nat });
    });
    const addresses = plannedAddresses(model);
    return addresses.filter((each) => each.includes("aws_nat_gateway")).length;
  });
  expect(counts).toEqual([2, 1, 0]);
});

test("networks side by side ask for their zones once, and share nothing else", () => {
  const ranges = { publicSubnets: [], privateSubnets: [], nat: "none" } as const;
  const model = built((s) => {
    const aws = s.aws("eu-central-1", { zones: 2 });
    aws.network("first", { cidr: "10.1.0.0/16", ...ranges });
    aws.network("second", { cidr: "10.2.0.0/16", ...ranges });
  });
  const types = blocksOf(model, accountOf(model)).map(({ type }) => type);
  expect(types.filter((type) => type === "aws_availability_zones")).toHaveLength(1);
  expect(types.filter((type) => type === "aws_vpc")).toHaveLength(2);
});

test("what is planned for later is not made", () => {
  const model = built((s) => {
    const cloud = s.aws("eu-central-1");
    cloud.network("later", { ...network, nat: "none", phase: "future" });
  });
  expect(plannedAddresses(model)).toEqual([]);
});

test("a balancer in front of a service without a port on the machines is refused", async () => {
  const model = built((s) => {
    const vpc = s.aws("eu-central-1").network("vpc", { ...network, nat: "none" });
    const web = vpc.eks("end", { version: "1.36" }).service("web", { command: "web", port: 80 });
    vpc.loadBalancer("alb", { routes: { "/*": web } });
  });
  const { said } = await refusalOf(() => [...terraform.files(model)]);
  expect(said).toBe(
    '"aws/vpc/alb" leads to "aws/vpc/end/web", which has no port on the machines; ' +
      "give the service a nodePort, e.g. 30080",
  );
});

test("shapes are there for what is in use and nothing else", async () => {
  const models = [
    onMachines(),
    otherWays(),
    ...timeSystem.profiles.map((profile) => timeSystem.build({ profile }).system),
  ];
  const used = models.flatMap((model) => blocksOf(model, accountOf(model)).map(({ type }) => type));
  const shapes = await Bun.file(join(root, "src/kinds/aws/provider/types.gen.ts")).text();
  const written = [...shapes.matchAll(/^ {2}readonly (aws_\w+):/gm)].map(([, type]) => type ?? "");
  expect([...new Set(written)].sort()).toEqual([...new Set(used)].sort());
});

test("an argument that the provider does not know does not compile", () => {
  // Never called: only the compiler reads it.
  const mistakes = () => [
    // @ts-expect-error: a misspelt argument
    resource("network", "aws_vpc", "a", { cidr: "10.0.0.0/16" }),
    // @ts-expect-error: an argument that must be there is left out
    resource("network", "aws_subnet", "a", { cidr_block: "10.0.0.0/24" }),
    // @ts-expect-error: a number where the provider wants text
    resource("network", "aws_vpc", "a", { cidr_block: 10 }),
    // @ts-expect-error: a block that must be there is left out
    resource("cluster", "aws_eks_cluster", "a", { name: "a", role_arn: "a" }),
    // @ts-expect-error: a type of resource that there is not
    resource("network", "aws_vpk", "a", {}),
    // @ts-expect-error: something that a network cannot be asked for
    of("network", "aws_vpc", "a", "address"),
  ];
  expect(mistakes).toBeFunction();
});

test("what is there and rests on what is only planned is refused, with file and line", async () => {
  const model = built((s) => {
    const aws = s.aws("eu-central-1", { zones: 2 });
    const vpc = aws.network("vpc", { ...network, nat: "none" });
    const role = aws.role("later", {
      assumedBy: "eks.amazonaws.com",
      managedPolicies: ["AmazonEKSClusterPolicy"],
      phase: "future",
    });
    vpc.eks("end", { version: "1.36", role });
  });
  const where = model.where.get("aws/vpc/end");
  const { said } = await refusalOf(() => [...terraform.files(model)]);
  expect(where?.file).toEndWith("terraform.test.ts");
  expect(said).toBe(
    `${where?.file}:${where?.line}: "aws/vpc/end" rests on "aws/later", which is only planned; ` +
      'write phase: "future" here too, or build that first',
  );
});

/** A balancer before a service, and what its author patches. */
const patchedBalancer = (patch: readonly TerraformPatch[]): System =>
  built((s) => {
    const vpc = s.aws("eu-central-1", { zones: 2 }).network("vpc", { ...network, nat: "none" });
    const end = vpc.eks("end", { version: "1.36" });
    const web = end.service("web", { command: "web", port: 80, nodePort: 30080 });
    vpc.loadBalancer("alb", { routes: { "/*": web }, patch: { terraform: patch } });
  });

test("a patch sets, adds to and takes from a resource, and leaves the rest", () => {
  const bodyOf = (patch: readonly TerraformPatch[], type: string): object => {
    const model = patchedBalancer(patch);
    return find(
      blocksOf(model, accountOf(model)),
      type,
      `vpc_alb${type === "aws_lb" ? "" : "_web"}`,
    ).body;
  };
  const plain = bodyOf([], "aws_lb") as Record<string, unknown>;
  const { idle_timeout, ...rest } = plain;
  expect(idle_timeout).toBe(60);
  const set = { idle_timeout: null, enable_http2: false };
  expect(bodyOf([{ resource: "aws_lb.vpc_alb", set }], "aws_lb")).toEqual({
    ...rest,
    enable_http2: false,
  });
  const group = bodyOf([], "aws_lb_target_group") as { readonly health_check: object };
  const check = { resource: "aws_lb_target_group", set: { health_check: { timeout: 3 } } } as const;
  expect(bodyOf([check], "aws_lb_target_group")).toEqual({
    ...group,
    health_check: { ...group.health_check, timeout: 3 },
  });
});

test("a patch for a resource that is not there is refused, with file, line and those that are", async () => {
  const model = patchedBalancer([{ resource: "aws_lb.other", set: { idle_timeout: 5 } }]);
  const where = model.where.get("aws/vpc/alb");
  const { said } = await refusalOf(() => [...terraform.files(model)]);
  const start = `"aws/vpc/alb" patches aws_lb.other, of which it has 0; it has aws_lb.vpc_alb, `;
  expect(said).toStartWith(`${where?.file}:${where?.line}: ${start}`);
});

test("a patch with an argument that its resource does not have does not compile", () => {
  // Never called: only the compiler reads it.
  const mistakes = (): TerraformPatch[] => [
    { resource: "aws_lb.vpc_alb", set: { enable_http2: false, idle_timeout: null } },
    // @ts-expect-error: an argument of another resource
    { resource: "aws_lb.vpc_alb", set: { cidr_block: "10.0.0.0/16" } },
    // @ts-expect-error: text where the provider wants a number
    { resource: "aws_lb", set: { idle_timeout: "60" } },
    // @ts-expect-error: a misspelt argument within a nested block
    { resource: "aws_lb_target_group", set: { health_check: { timeOut: 3 } } },
    // @ts-expect-error: a type of resource that there is not
    { resource: "aws_lbb", set: {} },
  ];
  expect(mistakes).toBeFunction();
});

test("what is protected refuses to go, in Terraform and in the cloud; all else goes in one step", () => {
  const blocksFor = (isProtected: boolean): readonly TerraformBlock[] => {
    const model = built((s) => {
      const guarded = { protected: isProtected };
      const aws = s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail", ...guarded });
      const registry = aws.registry("images", { host: "ecr", ...guarded });
      const vpc = aws.network("vpc", { ...network, nat: "none" });
      const image = { registry } as const;
      const web = vpc
        .eks("end", { version: "1.36", logs: ["audit"], ...guarded })
        .service("web", { source: "web", port: 80, nodePort: 30080, image });
      vpc.loadBalancer("alb", { routes: { "/*": web }, accessLogs: "7d", ...guarded });
      aws.stateBackend("state", {
        lock: "s3",
        versioning: true,
        encryption: "AES256",
        oldVersions: "30d",
        ...guarded,
      });
    });
    return blocksOf(model, accountOf(model));
  };
  const guards = (blocks: readonly TerraformBlock[]) =>
    blocks.filter((block) => block.isProtected).map(({ type, name }) => `${type}.${name}`);
  const eager = (blocks: readonly TerraformBlock[]) =>
    blocks
      .filter(({ body }) => "force_destroy" in body || "force_delete" in body)
      .map(({ type, name }) => `${type}.${name}`);
  const keepers = [
    "aws_s3_bucket.state",
    "aws_eks_cluster.vpc_end",
    "aws_lb.vpc_alb",
    "aws_s3_bucket.vpc_alb_access_logs",
    "aws_s3_bucket.aws_audit",
    "aws_ecr_repository.images_web",
  ];
  const [kept, free] = [blocksFor(true), blocksFor(false)];
  expect(guards(kept)).toEqual(keepers);
  expect(eager(kept)).toEqual([]);
  expect(find(kept, "aws_lb", "vpc_alb").body).toHaveProperty("enable_deletion_protection", true);
  expect(guards(free)).toEqual([]);
  expect(eager(free)).toEqual(keepers.filter((each) => /bucket|ecr/.test(each)));
  expect(find(free, "aws_lb", "vpc_alb").body).not.toHaveProperty("enable_deletion_protection");
});
