import { expect, test } from "bun:test";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";
import { refusalOf } from "../../../test/refusal-of.ts";
import { build, type Describe } from "../testing.ts";
import { keptRange, serverPlaces } from "./addresses.ts";
import { firstStart } from "./first-start.ts";
import { agentConfig } from "./logs.ts";
import type { K3sProps } from "./props.ts";
import { terraform } from "./terraform.ts";

const machines = {
  version: "1.36",
  servers: { type: "t3.medium", count: 1 },
  agents: { type: "t3.small", count: 2 },
} as const satisfies K3sProps;

type Author = Parameters<Describe>[0];

const network = {
  cidr: "10.0.0.0/16",
  publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
  privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
  nat: "none",
} as const;

const clusterOf = (
  props: Partial<K3sProps> = {},
  more: (aws: ReturnType<Author["aws"]>) => void = () => {},
): readonly [Node<K3sProps>, System] => {
  const { system, findings } = build((s) => {
    const aws = s.aws("us-east-1", { zones: 2 });
    aws.network("vpc", network).k3s("main", { ...machines, ...props });
    more(aws);
  });
  if (findings.length > 0) throw new Error(findings.map(({ says }) => says).join("; "));
  return [system.nodes.get("aws/vpc/main") as unknown as Node<K3sProps>, system];
};

/** Settings of a script by name, as they are written. */
const settingsOf = (script: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...script.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, key, value]) => [key, value]),
  );

const three = { servers: { type: "t3.medium", count: 3 } } as const;

const bodies = (blocks: readonly TerraformBlock[], type: string): readonly object[] =>
  blocks.filter((block) => block.type === type).map(({ body }) => body);

test("servers stand in one zone after the other, at addresses that AWS gives to nothing else", () => {
  const subnets = ["10.0.0.0/24", "10.0.1.0/24"];
  expect(serverPlaces(3, subnets)).toEqual([
    { subnet: 0, address: "10.0.0.16" },
    { subnet: 1, address: "10.0.1.16" },
    { subnet: 0, address: "10.0.0.17" },
  ]);
  expect(subnets.map(keptRange)).toEqual(["10.0.0.16/28", "10.0.1.16/28"]);
});

test("no token is in a script, only where it is kept", () => {
  const [node, system] = clusterOf();
  const [servers, agents] = [
    firstStart(node, "servers", system),
    firstStart(node, "agents", system),
  ];
  expect(settingsOf(servers)).toMatchObject({
    AGENT_TOKEN: "'test/main/agent-token'",
    SERVER_TOKEN: "'test/main/server-token'",
  });
  expect(settingsOf(agents)).not.toHaveProperty("SERVER_TOKEN");
});

test("a single server without copies has SQLite, three have etcd, and copies are made when it is said", () => {
  const datastore = (props: Partial<K3sProps>) => {
    const [node, system] = clusterOf(props);
    return settingsOf(firstStart(node, "servers", system)).DATASTORE;
  };
  expect([datastore({}), datastore(three)]).toEqual(["'sqlite'", "'etcd'"]);
  const { system } = build((s) => {
    const aws = s.aws("us-east-1", { zones: 2 });
    const to = aws.bucket("backups", {});
    aws
      .network("vpc", network)
      .k3s("main", { ...machines, snapshots: { to, every: "6h", keep: 20 } });
  });
  const node = system.nodes.get("aws/vpc/main") as unknown as Node<K3sProps>;
  expect(settingsOf(firstStart(node, "servers", system))).toMatchObject({
    DATASTORE: "'etcd'",
    SNAPSHOT_BUCKET: "'test-backups'",
    SNAPSHOT_TIMES: "'0 */6 * * *'",
    SNAPSHOTS_KEPT: "'20'",
  });
});

test("a script fits into what a machine is given: 16 KB", () => {
  const [node, system] = clusterOf(three, (aws) => aws.monitoring("figures", { collects: [] }));
  for (const side of ["servers", "agents"] as const) {
    expect(Buffer.byteLength(firstStart(node, side, system))).toBeLessThan(16_384);
  }
});

test("machines answer questions of their metadata by token, and no further than one hop", () => {
  const blocks = terraform(...clusterOf(three));
  const all = [...bodies(blocks, "aws_instance"), ...bodies(blocks, "aws_launch_template")];
  expect(all).toHaveLength(4);
  for (const body of all) {
    expect(body).toMatchObject({
      metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
    });
    expect(body).not.toHaveProperty("key_name");
  }
});

/** Rules as text: who lets in whom, on which ports. */
const ways = (blocks: readonly TerraformBlock[]): readonly string[] =>
  blocks
    .filter(({ type }) => type === "aws_vpc_security_group_ingress_rule")
    .map(({ name, body }) => {
      const { ip_protocol, from_port, to_port } = body as Record<string, string | number>;
      return `${name.replace(/_\d+$/, "")} ${ip_protocol} ${from_port}-${to_port}`;
    })
    .sort();

test("machines let each other in where K3s needs it, and nobody else", () => {
  const blocks = terraform(...clusterOf());
  expect(ways(blocks)).toEqual([
    "vpc_main_agents_agents tcp 10250-10250",
    "vpc_main_agents_agents udp 8472-8472",
    "vpc_main_agents_servers tcp 10250-10250",
    "vpc_main_agents_servers tcp 6443-6443",
    "vpc_main_agents_servers udp 8472-8472",
    "vpc_main_servers_agents tcp 10250-10250",
    "vpc_main_servers_agents udp 8472-8472",
    "vpc_main_servers_servers tcp 10250-10250",
    "vpc_main_servers_servers tcp 6443-6443",
    "vpc_main_servers_servers udp 8472-8472",
  ]);
  for (const body of bodies(blocks, "aws_vpc_security_group_ingress_rule")) {
    expect(body).toHaveProperty("referenced_security_group_id");
  }
  const more = ways(terraform(...clusterOf(three))).filter((way) => !ways(blocks).includes(way));
  expect(more).toEqual(["vpc_main_servers_servers tcp 2379-2380"]);
});

/** What a role may do, as `action on resource type`. */
const actionsOf = (blocks: readonly TerraformBlock[], name: string): readonly string[] => {
  const policy = blocks.find(
    (block) => block.type === "aws_iam_policy_document" && block.name === name,
  )?.body as { readonly statement: readonly { readonly actions: readonly string[] }[] } | undefined;
  return policy?.statement.flatMap(({ actions }) => actions) ?? [];
};

test("the logs of all containers are kept, not those of the one that wrote last", () => {
  const [, system] = clusterOf();
  expect(agentConfig(system)).toMatchObject({
    logs: {
      logs_collected: {
        files: {
          collect_list: [
            { file_path: "/var/log/containers/*.log", publish_multi_logs: true },
            { file_path: "/var/log/k3s.log" },
          ],
        },
      },
    },
  });
});

test("machines may do what they must and nothing else: without images, logs and copies that is little", () => {
  const blocks = terraform(...clusterOf());
  const session = [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ];
  expect(actionsOf(blocks, "vpc_main_agents")).toEqual([
    "secretsmanager:GetSecretValue",
    ...session,
  ]);
  expect(actionsOf(blocks, "vpc_main_servers")).toEqual([
    "secretsmanager:GetSecretValue",
    ...session,
    "ec2:DescribeInstances",
  ]);
  expect(bodies(blocks, "aws_iam_role_policy_attachment")).toEqual([]);
});

test("a cluster publishes its keys only where pods take roles on", () => {
  const issuers = (more: (aws: ReturnType<Author["aws"]>) => void) =>
    bodies(terraform(...clusterOf({}, more)), "aws_iam_openid_connect_provider").length;
  expect(issuers(() => {})).toBe(0);
  const dump = (aws: ReturnType<Author["aws"]>) => {
    const on = [aws.bucket("backups", {})];
    const assumedBy = { pods: "shop/dump", by: "irsa" } as const;
    aws.role("dump", { assumedBy, actions: ["s3:PutObject"], on });
  };
  expect(issuers(dump)).toBe(1);
});

test("a version of which no release is known is refused, unless its release is given", async () => {
  const { said } = await refusalOf(() => terraform(...clusterOf({ version: "1.30" })));
  expect(said).toEndWith(
    '"aws/vpc/main": no release of K3s 1.30 is known here; give its release and sum, or use 1.36',
  );
  const release = { version: "v1.30.5+k3s1", sha256: "0".repeat(64) } as const;
  expect(terraform(...clusterOf({ version: "1.30", release })).length).toBeGreaterThan(20);
});
