import { addressOf, data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { keptLogs } from "#plinth/kinds/aws/provider/kept-logs.ts";
import { accountMay } from "#plinth/kinds/aws/provider/key-policy.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { within } from "#plinth/kinds/aws/provider/within.ts";
import {
  attachments,
  roleArn,
  roleBlocks,
  trustsService,
} from "#plinth/kinds/role/terraform-role.ts";
import type { Ref } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type {
  Expression,
  TerraformAddress,
  TerraformBlock,
} from "#plinth/model/terraform-block.ts";
import { clusterName } from "./cluster-name.ts";
import { access } from "./terraform-access.ts";
import { addons } from "./terraform-addons.ts";

interface Eks {
  readonly version: string;
  readonly support?: "standard" | "extended";
  readonly role?: Ref;
  readonly endpoint?: "public" | "public-and-private" | "private";
  readonly secretsEncryption?: "kms";
  readonly logs?: readonly string[];
  readonly addons?: readonly string[];
}

const module = "cluster";

/** The subnets of the network in which the control plane has its addresses. */
const subnetsOf = (node: Node<Eks>, system: System): readonly Expression[] => {
  const network = system.nodes.get(node.parent);
  const count = (of: unknown): number => (Array.isArray(of) ? of.length : 0);
  const side = count(network?.props.privateSubnets) > 1 ? "private" : "public";
  const ranges = network?.props[`${side}Subnets`];
  return Array.from({ length: count(ranges) }, (_, i) =>
    of("network", "aws_subnet", blockName(network ?? node, side, i + 1), "id"),
  );
};

/** The role that was given, or one of its own, and what must be attached before it is used. */
const roleOf = (
  node: Node<Eks>,
  system: System,
): readonly [Expression, readonly TerraformAddress[], readonly TerraformBlock[]] => {
  const given = node.props.role && system.nodes.get(node.props.role.ref);
  const block = given ? blockName(given) : blockName(node, "cluster");
  const managedPolicies = given
    ? ((given.props.managedPolicies ?? []) as readonly string[])
    : ["AmazonEKSClusterPolicy"];
  const trust = [trustsService("eks.amazonaws.com")];
  const own = { block, name: `${node.name}-cluster`, trust, managedPolicies };
  const blocks = given ? [] : roleBlocks(system, own);
  return [roleArn(block), attachments(block, managedPolicies), blocks];
};

/** The key that Secrets are wrapped with; it lingers for a month when it is deleted. */
const key = (node: Node<Eks>, system: System): TerraformBlock[] => {
  const name = blockName(node, "secrets");
  const account = ofData(module, "aws_caller_identity", name, "account_id");
  return [
    data(module, "aws_caller_identity", name, {}),
    data(module, "aws_iam_policy_document", name, { statement: [accountMay(account)] }),
    resource(module, "aws_kms_key", name, {
      description: `Secrets of the cluster ${clusterName(node, system)}`,
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      policy: ofData(module, "aws_iam_policy_document", name, "json"),
    }),
    resource(module, "aws_kms_alias", name, {
      name: `alias/${awsName(system, `${node.name}-secrets`, 200)}`,
      target_key_id: of(module, "aws_kms_key", name, "key_id"),
    }),
  ];
};

const cluster = (
  node: Node<Eks>,
  system: System,
  role: Expression,
  after: readonly TerraformAddress[],
): TerraformBlock => {
  const { props } = node;
  const { endpoint = "public-and-private" } = props;
  const name = blockName(node);
  return resource(
    module,
    "aws_eks_cluster",
    name,
    {
      name: clusterName(node, system),
      version: props.version,
      role_arn: role,
      // Add-ons are made below, so that each has a version that Terraform knows.
      bootstrap_self_managed_addons: false,
      enabled_cluster_log_types: props.logs ?? [],
      access_config: {
        authentication_mode: "API",
        bootstrap_cluster_creator_admin_permissions: true,
      },
      upgrade_policy: { support_type: (props.support ?? "standard").toUpperCase() },
      vpc_config: {
        subnet_ids: subnetsOf(node, system),
        endpoint_private_access: endpoint !== "public",
        endpoint_public_access: endpoint !== "private",
      },
      ...(props.secretsEncryption && {
        encryption_config: {
          provider: { key_arn: of(module, "aws_kms_key", blockName(node, "secrets"), "arn") },
          resources: ["secrets"],
        },
      }),
    },
    {
      after,
      tells: {
        [`${name}_name`]: { attribute: "name", says: `The cluster "${node.name}".` },
        [`${name}_endpoint`]: {
          attribute: "endpoint",
          says: `Where the cluster "${node.name}" is spoken to.`,
        },
      },
    },
  );
};

/** The cluster: its control plane with key and logs, add-ons, and who may do what on it. */
export const terraform = (node: Node<Eks>, system: System): readonly TerraformBlock[] => {
  const { logs = [], secretsEncryption } = node.props;
  const [role, attached, roles] = roleOf(node, system);
  const group = blockName(node, "control_plane");
  const hasLogs = logs.length > 0;
  const ownLog = hasLogs ? [addressOf(module, "aws_cloudwatch_log_group", group)] : [];
  const groups = within(system, node, "node-group").map((each) => blockName(each));
  return [
    ...roles,
    ...(secretsEncryption ? key(node, system) : []),
    // Made before the cluster, which would make it itself and keep it for ever.
    ...(hasLogs
      ? [
          resource(module, "aws_cloudwatch_log_group", group, {
            name: `/aws/eks/${clusterName(node, system)}/cluster`,
            ...keptLogs(system, node),
          }),
        ]
      : []),
    cluster(node, system, role, [...attached, ...ownLog]),
    ...addons(node, system, node.props.addons ?? [], groups),
    ...access(node, system),
  ];
};
