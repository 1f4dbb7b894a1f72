import { addressOf, of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName, systemName } from "#plinth/kinds/aws/provider/names.ts";
import { besides } from "#plinth/kinds/aws/provider/within.ts";
import { addonsBeforeMachines } from "#plinth/kinds/eks/terraform-addons.ts";
import {
  attachments,
  roleArn,
  roleBlocks,
  trustsService,
} from "#plinth/kinds/role/terraform-role.ts";
import { groupsOf } from "#plinth/kinds/security-group/groups-of.ts";
import { type Size, toMib } from "#plinth/model/quantity.ts";
import { isRef, type Ref } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type {
  Expression,
  TerraformAddress,
  TerraformBlock,
} from "#plinth/model/terraform-block.ts";
import { namePrefix } from "./name-prefix.ts";

interface NodeGroup {
  readonly type: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly image: string;
  readonly disk: { readonly size: Size; readonly type: string };
  readonly role?: Ref;
  readonly subnets?: "public" | "private";
  readonly capacity?: "on-demand" | "spot";
}

const module = "cluster";

/** What the machines of a cluster must be allowed, whatever else runs on them. */
const needed = [
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonEKSWorkerNodePolicy",
  "AmazonEKS_CNI_Policy",
];

const roleOf = (
  node: Node<NodeGroup>,
  system: System,
): readonly [Expression, readonly TerraformAddress[], readonly TerraformBlock[]] => {
  const given = node.props.role && system.nodes.get(node.props.role.ref);
  const block = given ? blockName(given) : blockName(node);
  const managedPolicies = given
    ? ((given.props.managedPolicies ?? []) as readonly string[])
    : needed;
  const trust = [trustsService("ec2.amazonaws.com")];
  const own = { block, name: node.name, trust, managedPolicies };
  const blocks = given ? [] : roleBlocks(system, own);
  return [roleArn(block), attachments(block, managedPolicies), blocks];
};

/** Where the root disk is found: Bottlerocket's is the system's, and its second holds the rest. */
const diskDevice = (image: string): string =>
  image.startsWith("BOTTLEROCKET") ? "/dev/xvdb" : "/dev/xvda";

/** How a machine begins: its disk, its firewalls, and a metadata service that asks for a token. */
const launchTemplate = (
  node: Node<NodeGroup>,
  cluster: Pick<Node, "id" | "name">,
  system: System,
): TerraformBlock => {
  const { disk, image, type } = node.props;
  const name = blockName(node);
  const tags = { Name: awsName(system, node.name), System: systemName(system) };
  return resource(module, "aws_launch_template", name, {
    name: awsName(system, node.name, 128),
    update_default_version: true,
    // Here and not in the group, whose machines would all have to go before one of another type comes.
    instance_type: type,
    block_device_mappings: [
      {
        device_name: diskDevice(image),
        ebs: {
          volume_size: Math.ceil(toMib(disk.size) / 1024),
          volume_type: disk.type,
          encrypted: "true",
          delete_on_termination: "true",
        },
      },
    ],
    metadata_options: {
      http_endpoint: "enabled",
      http_tokens: "required",
      // One hop: pods have identities of their own and do not borrow the machine's.
      http_put_response_hop_limit: 1,
    },
    vpc_security_group_ids: [
      of(module, "aws_eks_cluster", blockName(cluster), "vpc_config[0].cluster_security_group_id"),
      of(module, "aws_security_group", name, "id"),
      ...groupsOf(node, system),
    ],
    tag_specifications: [
      { resource_type: "instance", tags },
      { resource_type: "volume", tags },
    ],
  });
};

const subnetsOf = (
  node: Node<NodeGroup>,
  network: Pick<Node, "id" | "name" | "props">,
): readonly Expression[] => {
  const side = node.props.subnets ?? "private";
  const ranges = network.props[`${side}Subnets`];
  return Array.from({ length: Array.isArray(ranges) ? ranges.length : 0 }, (_, i) =>
    of("network", "aws_subnet", blockName(network, side, i + 1), "id"),
  );
};

/** The ways out of the subnets, without which a machine does not reach its cluster in time. */
const waysOut = (
  node: Node<NodeGroup>,
  network: Pick<Node, "id" | "name" | "props">,
): readonly TerraformAddress[] => {
  const { privateSubnets, nat } = network.props;
  const isPublic = node.props.subnets === "public";
  if (!isPublic && nat === "none") return [];
  const count = Array.isArray(privateSubnets) ? privateSubnets.length : 0;
  const tables = isPublic
    ? ["public"]
    : Array.from({ length: count }, (_, i) => `private_${i + 1}`);
  return tables.map((name) => addressOf("network", "aws_route", blockName(network, name)));
};

/** Whether something else decides how many machines there are. */
const isScaled = (node: Node<NodeGroup>, system: System): boolean =>
  besides(system, node, "node-autoscaler").some(
    ({ props }) =>
      Array.isArray(props.groups) && props.groups.some((ref) => isRef(ref) && ref.ref === node.id),
  );

/** The machines of a cluster, with their template, firewall and role. */
export const terraform = (node: Node<NodeGroup>, system: System): readonly TerraformBlock[] => {
  const cluster = system.nodes.get(node.parent);
  const network = cluster && system.nodes.get(cluster.parent);
  if (!cluster || !network) return [];
  const { props } = node;
  const [role, attached, roles] = roleOf(node, system);
  const name = blockName(node);
  const chosen = (cluster.props.addons ?? []) as readonly string[];
  const group = resource(
    module,
    "aws_eks_node_group",
    name,
    {
      cluster_name: of(module, "aws_eks_cluster", blockName(cluster), "name"),
      node_group_name_prefix: namePrefix(node.name),
      node_role_arn: role,
      subnet_ids: subnetsOf(node, network),
      ami_type: props.image,
      capacity_type: (props.capacity ?? "on-demand").toUpperCase().replace("-", "_"),
      launch_template: {
        id: of(module, "aws_launch_template", name, "id"),
        version: of(module, "aws_launch_template", name, "latest_version"),
      },
      scaling_config: { min_size: props.min, max_size: props.max, desired_size: props.desired },
      update_config: { max_unavailable: 1 },
    },
    {
      // Of another image, or on spot, it is another group; pods move over to it before the former goes.
      isReplacedFirst: true,
      after: [...attached, ...addonsBeforeMachines(cluster, chosen), ...waysOut(node, network)],
      ...(isScaled(node, system) && { leaves: ["scaling_config[0].desired_size"] }),
    },
  );
  return [
    ...roles,
    resource(module, "aws_security_group", name, {
      name: awsName(system, node.name),
      description: `What reaches the machines of ${node.name} from outside the cluster`,
      vpc_id: of("network", "aws_vpc", blockName(network), "id"),
    }),
    launchTemplate(node, cluster, system),
    group,
  ];
};
