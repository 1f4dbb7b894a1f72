import { data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName, systemName } from "#plinth/kinds/aws/provider/names.ts";
import { toMib } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type {
  Expression,
  TerraformAddress,
  TerraformBlock,
} from "#plinth/model/terraform-block.ts";
import { keptRange, rangesOf, serverPlaces } from "./addresses.ts";
import { firstStart } from "./first-start.ts";
import { machinesName, type Side, serverName } from "./names.ts";
import type { K3sProps } from "./props.ts";
import { groupsOfMachines } from "./terraform-firewall.ts";
import { mayStart } from "./terraform-roles.ts";

const module = "cluster";

const subnetsOf = (node: Node<K3sProps>, system: System): readonly Expression[] => {
  const network = { id: node.parent, name: node.parent };
  const side = node.props.subnets ?? "public";
  return rangesOf(node, system).map((_, i) =>
    of("network", "aws_subnet", blockName(network, side, i + 1), "id"),
  );
};

/** Amazon Linux 2023 as it is at an apply; it has the AWS CLI and Session Manager's agent. */
const image = (node: Node<K3sProps>): TerraformBlock =>
  data(module, "aws_ssm_parameter", blockName(node, "image"), {
    name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
  });

const imageOf = (node: Node<K3sProps>): Expression =>
  ofData(module, "aws_ssm_parameter", blockName(node, "image"), "insecure_value");

/** One hop: what a pod asks of the machine's metadata is not answered. */
const metadata = {
  http_endpoint: "enabled",
  http_tokens: "required",
  http_put_response_hop_limit: 1,
} as const;

const gib = ({ disk = "20GiB" }: K3sProps): number => Math.ceil(toMib(disk) / 1024);

const tagsOf = (name: string, system: System) => ({
  Name: awsName(system, name),
  System: systemName(system),
});

const script = (
  node: Node<K3sProps>,
  side: Side,
  system: System,
): Readonly<Record<string, string>> => ({
  [`first-start/${machinesName(node, side)}.sh`]: firstStart(node, side, system),
});

const scriptOf = (node: Node<K3sProps>, side: Side): Expression => ({
  file: `first-start/${machinesName(node, side)}.sh`,
});

/** Ways out of the subnets, without which a machine fetches nothing. */
const wayOut = (node: Node<K3sProps>): readonly TerraformAddress[] =>
  (node.props.subnets ?? "public") === "public"
    ? [
        {
          module: "network",
          block: "resource",
          type: "aws_route",
          name: blockName({ id: node.parent, name: node.parent }, "public"),
        },
      ]
    : [];

/**
 * Servers keep their address and their disk: EC2 moves one to other hardware by itself when its own
 * fails. A new image or script is for the next server that is made (`terraform apply -replace=...`, one
 * after the other), for all at once would end the majority of etcd.
 */
const servers = (node: Node<K3sProps>, system: System): readonly TerraformBlock[] => {
  const { props } = node;
  const subnets = subnetsOf(node, system);
  const name = machinesName(node, "servers");
  const reservation = (subnet: number) => blockName(node, "servers", subnet + 1);
  return serverPlaces(props.servers.count, rangesOf(node, system)).map(({ subnet, address }, i) => {
    const tags = tagsOf(`${node.name}-server-${i + 1}`, system);
    return resource(
      module,
      "aws_instance",
      serverName(node, i),
      {
        ami: imageOf(node),
        instance_type: props.servers.type,
        ebs_optimized: true,
        subnet_id: subnets[subnet] ?? "",
        private_ip: address,
        associate_public_ip_address: (props.subnets ?? "public") === "public",
        vpc_security_group_ids: groupsOfMachines(node, "servers", system),
        iam_instance_profile: of("identity", "aws_iam_instance_profile", name, "name"),
        user_data_base64: scriptOf(node, "servers"),
        metadata_options: metadata,
        maintenance_options: { auto_recovery: "default" },
        root_block_device: {
          volume_size: gib(props),
          volume_type: "gp3",
          encrypted: true,
          tags,
        },
        tags,
      },
      {
        after: [
          ...mayStart(node, "servers", system),
          ...wayOut(node),
          {
            module,
            block: "resource",
            type: "aws_ec2_subnet_cidr_reservation",
            name: reservation(subnet),
          },
        ],
        leaves: ["ami", "user_data_base64"],
        ...(i === 0 && { files: script(node, "servers", system) }),
      },
    );
  });
};

/** The addresses that servers have, which AWS then gives to nothing else. */
const reservations = (node: Node<K3sProps>, system: System): readonly TerraformBlock[] => {
  const ranges = rangesOf(node, system);
  const subnets = subnetsOf(node, system);
  return ranges.slice(0, node.props.servers.count).map((range, i) =>
    resource(module, "aws_ec2_subnet_cidr_reservation", blockName(node, "servers", i + 1), {
      subnet_id: subnets[i] ?? "",
      cidr_block: keptRange(range),
      reservation_type: "explicit",
      description: `The servers of ${node.name}`,
    }),
  );
};

const agentTemplate = (node: Node<K3sProps>, system: System): TerraformBlock => {
  const { agents, subnets = "public" } = node.props;
  const name = machinesName(node, "agents");
  const tags = tagsOf(`${node.name}-agent`, system);
  return resource(
    module,
    "aws_launch_template",
    name,
    {
      name: awsName(system, `${node.name}-agents`, 128),
      update_default_version: true,
      image_id: imageOf(node),
      instance_type: agents.type,
      iam_instance_profile: { arn: of("identity", "aws_iam_instance_profile", name, "arn") },
      user_data: scriptOf(node, "agents"),
      metadata_options: metadata,
      network_interfaces: [
        {
          associate_public_ip_address: String(subnets === "public"),
          delete_on_termination: "true",
          security_groups: groupsOfMachines(node, "agents", system),
        },
      ],
      block_device_mappings: [
        {
          device_name: "/dev/xvda",
          ebs: {
            volume_size: gib(node.props),
            volume_type: "gp3",
            encrypted: "true",
            delete_on_termination: "true",
          },
        },
      ],
      tag_specifications: [
        { resource_type: "instance", tags },
        { resource_type: "volume", tags },
      ],
    },
    { files: script(node, "agents", system) },
  );
};

/**
 * Agents are all alike: one that is gone is replaced, in another zone if need be, and a new image or
 * script replaces one after the other. Whether a machine is well EC2 says, not the balancer: a service
 * that does not answer is no reason to end the machines under it.
 */
const agents = (node: Node<K3sProps>, system: System): readonly TerraformBlock[] => {
  const { count } = node.props.agents;
  if (count === 0) return [];
  const name = machinesName(node, "agents");
  return [
    agentTemplate(node, system),
    resource(
      module,
      "aws_autoscaling_group",
      name,
      {
        name: awsName(system, `${node.name}-agents`, 255),
        min_size: count,
        desired_capacity: count,
        max_size: count + 1,
        vpc_zone_identifier: subnetsOf(node, system),
        health_check_type: "EC2",
        launch_template: {
          id: of(module, "aws_launch_template", name, "id"),
          version: of(module, "aws_launch_template", name, "latest_version"),
        },
        instance_maintenance_policy: { min_healthy_percentage: 100, max_healthy_percentage: 200 },
        instance_refresh: {
          strategy: "Rolling",
          preferences: { min_healthy_percentage: 100, max_healthy_percentage: 200 },
        },
        tag: Object.entries(tagsOf(`${node.name}-agent`, system)).map(([key, value]) => ({
          key,
          value,
          // The template names the machines.
          propagate_at_launch: false,
        })),
      },
      { after: [...mayStart(node, "agents", system), ...wayOut(node)] },
    ),
  ];
};

/** The machines of a cluster, with what they run when they first start. */
export const machines = (node: Node<K3sProps>, system: System): readonly TerraformBlock[] => [
  image(node),
  ...reservations(node, system),
  ...servers(node, system),
  ...agents(node, system),
];
