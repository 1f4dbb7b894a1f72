import { of } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { besides, regionOf } from "#plinth/kinds/aws/provider/within.ts";
import { clusterName } from "#plinth/kinds/eks/cluster-name.ts";
import { namePrefix } from "#plinth/kinds/node-group/name-prefix.ts";
import { repositoryBlocks } from "#plinth/kinds/registry/repositories.ts";
import type { Ref } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Arg, TerraformBlock } from "#plinth/model/terraform-block.ts";
import { bucketScope, secretScope } from "./scopes.ts";
import { type PolicyStatement, roleBlocks } from "./terraform-role.ts";
import { type AssumedBy, trustOf } from "./terraform-trust.ts";

interface Role {
  readonly assumedBy: AssumedBy;
  readonly managedPolicies?: readonly string[];
  readonly actions?: readonly string[];
  readonly on?: readonly Ref[];
}

/** Actions of which AWS can hold a role to single groups of machines, by their tags. */
const changesGroup = /^autoscaling:(SetDesiredCapacity|TerminateInstance)/;

/** Actions that AWS allows on nothing less than an account. */
const ofAccount = new Set([
  "ecr:GetAuthorizationToken",
  "s3:ListAllMyBuckets",
  "secretsmanager:BatchGetSecretValue",
  "secretsmanager:GetRandomPassword",
  "secretsmanager:ListSecrets",
]);

/** What an action is allowed on: as little as AWS lets one name. */
const scopeOf = (
  action: string,
  node: Node<Role>,
  system: System,
): Pick<PolicyStatement, "resources" | "condition"> & { readonly scope: string } => {
  const clusters = besides(system, node, "eks");
  const groups = besides(system, node, "node-group");
  const region = regionOf(system, node);
  if (action === "eks:DescribeNodegroup" && clusters.length > 0) {
    return {
      scope: "node groups",
      resources: clusters.map(
        (each) => `arn:aws:eks:${region}:*:nodegroup/${clusterName(each, system)}/*`,
      ),
    };
  }
  if (changesGroup.test(action) && groups.length > 0) {
    return {
      scope: "tagged groups",
      // EKS names the group of a node group after it, and adds an id.
      resources: groups.map(
        ({ name }) =>
          `arn:aws:autoscaling:${region}:*:autoScalingGroup:*:autoScalingGroupName/eks-${namePrefix(name)}*`,
      ),
      condition: clusters.map((cluster) => ({
        test: "StringEquals",
        variable: `aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName(cluster, system)}`,
        values: ["owned"],
      })),
    };
  }
  const arns: Readonly<Record<string, readonly Arg<string>[]>> = {
    ecr: repositoryBlocks(system, node).map((name) =>
      of("registry", "aws_ecr_repository", name, "arn"),
    ),
    eks: clusters.map((each) => of("cluster", "aws_eks_cluster", blockName(each), "arn")),
    s3: bucketScope(action, node, system),
    secretsmanager: secretScope(node, system),
  };
  const [service = ""] = action.split(":");
  const isScoped =
    action === "eks:DescribeCluster" || ["ecr", "s3", "secretsmanager"].includes(service);
  const resources = isScoped && !ofAccount.has(action) ? (arns[service] ?? []) : [];
  const scope = service === "s3" && /Object/.test(action) ? "objects" : service;
  return resources.length > 0 ? { scope, resources } : { scope: "all", resources: ["*"] };
};

/** Actions by what they are allowed on. */
const statements = (node: Node<Role>, system: System): PolicyStatement[] => {
  const scoped = (node.props.actions ?? []).map((action) => ({
    action,
    ...scopeOf(action, node, system),
  }));
  return [...Map.groupBy(scoped, ({ scope }) => scope).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { action: _, scope: __, ...rest } = first;
    return [{ actions: group.map(({ action }) => action).sort(), ...rest }];
  });
};

/** A role with its policies: who takes it on, and what it may do on what. */
export const terraform = (node: Node<Role>, system: System): readonly TerraformBlock[] => {
  const { assumedBy, managedPolicies = [] } = node.props;
  return roleBlocks(system, {
    block: blockName(node),
    name: node.name,
    trust: trustOf(node, assumedBy, system),
    managedPolicies,
    may: statements(node, system),
  });
};
