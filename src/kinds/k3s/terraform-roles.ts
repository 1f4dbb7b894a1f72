import { data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { bucketArn } from "#plinth/kinds/bucket/bucket-arn.ts";
import { repositoryBlocks } from "#plinth/kinds/registry/repositories.ts";
import {
  attachments,
  type PolicyStatement,
  roleBlocks,
  trustsService,
} from "#plinth/kinds/role/terraform-role.ts";
import type { Node, System } from "#plinth/model/system.ts";
import {
  type Expression,
  type TerraformAddress,
  type TerraformBlock,
  template,
} from "#plinth/model/terraform-block.ts";
import { snapshotFolder } from "./first-start.ts";
import { hasIssuer } from "./issuer.ts";
import { agentNamespace, hasAgent } from "./logs.ts";
import { machinesName, type Side, sidesOf } from "./names.ts";
import type { K3sProps } from "./props.ts";

const arnOfToken = (node: Node<K3sProps>, which: "server" | "agent"): Expression =>
  of("cluster", "aws_secretsmanager_secret", blockName(node, `${which}_token`), "arn");

const everywhere = ["*"];

/** Images of this system, and of no other in the account. */
const pulls = (node: Node<K3sProps>, system: System): PolicyStatement[] => {
  const repositories = repositoryBlocks(system, node).map((name) =>
    of("registry", "aws_ecr_repository", name, "arn"),
  );
  if (repositories.length === 0) return [];
  return [
    { actions: ["ecr:GetAuthorizationToken"], resources: everywhere },
    {
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ],
      resources: repositories,
    },
  ];
};

/**
 * A shell on the machine for who may have one, and no port for it.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
const sessions: readonly PolicyStatement[] = [
  {
    actions: ["ssm:UpdateInstanceInformation"],
    resources: ["arn:aws:ec2:*:*:instance/*"],
  },
  // These know no resource: AWS asks whose machine it is that opens a channel.
  {
    actions: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    resources: everywhere,
  },
];

/** Figures under one name, and lines into two groups of logs. */
const tells = (node: Node<K3sProps>, system: System): PolicyStatement[] => {
  if (!hasAgent(node, system)) return [];
  const groups = (["applications", "k3s"] as const).map((log) =>
    of("cluster", "aws_cloudwatch_log_group", blockName(node, log), "arn"),
  );
  return [
    {
      actions: ["cloudwatch:PutMetricData"],
      resources: everywhere,
      condition: [
        { test: "StringEquals", variable: "cloudwatch:namespace", values: [agentNamespace] },
      ],
    },
    // By its tags the agent learns in which group the machine is.
    { actions: ["ec2:DescribeTags"], resources: everywhere },
    {
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: groups.flatMap((group) => [group, template`${group}:*`]),
    },
  ];
};

/** What a server keeps outside of itself: copies of etcd, and the keys by which AWS knows its pods. */
const keeps = (node: Node<K3sProps>, system: System): PolicyStatement[] => {
  const { snapshots } = node.props;
  const copies = snapshots && bucketArn(snapshots.to);
  const folder = snapshotFolder(node, system);
  const issuer = of("cluster", "aws_s3_bucket", blockName(node, "issuer"), "arn");
  return [
    { actions: ["ec2:DescribeInstances"], resources: everywhere },
    ...(copies
      ? [
          { actions: ["s3:GetBucketLocation", "s3:ListBucket"], resources: [copies] },
          {
            actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
            resources: [template`${copies}/${folder}/*`],
          },
        ]
      : []),
    ...(hasIssuer(node, system)
      ? [
          {
            actions: ["s3:PutObject"],
            resources: [
              template`${issuer}/keys.json`,
              template`${issuer}/.well-known/openid-configuration`,
            ],
          },
        ]
      : []),
  ];
};

const may = (node: Node<K3sProps>, side: Side, system: System): PolicyStatement[] => [
  {
    actions: ["secretsmanager:GetSecretValue"],
    resources: [
      arnOfToken(node, "agent"),
      ...(side === "servers" ? [arnOfToken(node, "server")] : []),
    ],
  },
  ...pulls(node, system),
  ...sessions,
  ...tells(node, system),
  ...(side === "servers" ? keeps(node, system) : []),
];

const given = ({ props }: Node<K3sProps>, system: System): Node | undefined =>
  props.role && system.nodes.get(props.role.ref);

/** A policy of its own, for a role that the author gave. */
const policy = (role: Node, block: string, statement: PolicyStatement[]): TerraformBlock[] => [
  data("identity", "aws_iam_policy_document", block, { statement }),
  resource("identity", "aws_iam_role_policy", block, {
    name: block,
    role: of("identity", "aws_iam_role", blockName(role), "name"),
    policy: ofData("identity", "aws_iam_policy_document", block, "json"),
  }),
];

/**
 * What machines may do: what a first start, kubelet, Session Manager and the agent for figures call, and
 * nothing else. Servers and agents have a role each; one that the author gave is for both. Pods do not
 * come by it, for a machine's metadata answer no further than one hop; a pod that needs AWS has a role
 * of its own.
 */
export const roles = (node: Node<K3sProps>, system: System): readonly TerraformBlock[] => {
  const role = given(node, system);
  return sidesOf(node.props).flatMap((side) => {
    const block = machinesName(node, side);
    const allowed = may(node, side, system);
    const trust = [trustsService("ec2.amazonaws.com")];
    return [
      ...(role
        ? policy(role, block, allowed)
        : roleBlocks(system, { block, name: `${node.name}-${side}`, trust, may: allowed })),
      resource("identity", "aws_iam_instance_profile", block, {
        name: awsName(system, `${node.name}-${side}`, 128),
        role: of("identity", "aws_iam_role", role ? blockName(role) : block, "name"),
      }),
    ];
  });
};

/** What must be there before a machine first starts: what it may do, and a way out. */
export const mayStart = (
  node: Node<K3sProps>,
  side: Side,
  system: System,
): readonly TerraformAddress[] => {
  const block = machinesName(node, side);
  const role = given(node, system);
  const managed = (role?.props.managedPolicies ?? []) as readonly string[];
  return [
    { module: "identity", block: "resource", type: "aws_iam_role_policy", name: block },
    ...(role ? attachments(blockName(role), managed) : []),
  ];
};
