import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { besides } from "#plinth/kinds/aws/provider/within.ts";
import { roleArn } from "#plinth/kinds/role/terraform-role.ts";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { isRef } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";

type Cluster = Pick<Node, "id" | "name" | "parent">;

const module = "cluster";

interface Pods {
  readonly pods: string;
  readonly by?: "pod-identity" | "irsa";
}

const isPods = (assumedBy: unknown): assumedBy is Pods =>
  typeof assumedBy === "object" && assumedBy !== null && "pods" in assumedBy;

/** Whether the pods of a role run on a cluster: by who uses it, or because there is but this one. */
const isOn = (cluster: Cluster, role: Node, system: System): boolean => {
  const users = system.edges.filter(({ to }) => to === role.id).map(({ from }) => from);
  const clusters = besides(system, cluster, "eks");
  return users.some((id) => id.startsWith(`${cluster.id}/`)) || clusters[0]?.id === cluster.id;
};

/** Which pods take which role on. */
const associations = (cluster: Cluster, roles: readonly Node[]): readonly TerraformBlock[] =>
  roles.flatMap((role) => {
    const { assumedBy } = role.props;
    if (!isPods(assumedBy) || assumedBy.by === "irsa") return [];
    const [namespace = "", service_account = ""] = assumedBy.pods.split("/");
    return [
      resource(module, "aws_eks_pod_identity_association", blockName(cluster, role.name), {
        cluster_name: of(module, "aws_eks_cluster", blockName(cluster), "name"),
        namespace,
        service_account,
        role_arn: roleArn(blockName(role)),
      }),
    ];
  });

/** The cluster as a giver of identities, where pods show its tokens to AWS themselves. */
const tokens = (cluster: Cluster): TerraformBlock =>
  resource(module, "aws_iam_openid_connect_provider", blockName(cluster), {
    url: of(module, "aws_eks_cluster", blockName(cluster), "identity[0].oidc[0].issuer"),
    client_id_list: ["sts.amazonaws.com"],
  });

const deploysTo = (cluster: Cluster, pipeline: Node | undefined): boolean => {
  const { delivery, deploys } = pipeline?.props ?? {};
  const isHere = (ref: unknown) => isRef(ref) && ref.ref.startsWith(`${cluster.id}/`);
  return delivery === "push" && Array.isArray(deploys) && deploys.some(isHere);
};

/** A pipeline changes what is in the system's own namespace, and nothing else. */
const deployers = (
  cluster: Cluster,
  roles: readonly Node[],
  system: System,
): readonly TerraformBlock[] =>
  roles.flatMap((role) => {
    const { assumedBy } = role.props;
    if (!isRef(assumedBy) || !deploysTo(cluster, system.nodes.get(assumedBy.ref))) return [];
    const name = blockName(cluster, role.name);
    const who = {
      cluster_name: of(module, "aws_eks_cluster", blockName(cluster), "name"),
      principal_arn: roleArn(blockName(role)),
    };
    return [
      resource(module, "aws_eks_access_entry", name, who),
      resource(
        module,
        "aws_eks_access_policy_association",
        name,
        {
          ...who,
          policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
          access_scope: { type: "namespace", namespaces: [namespaceOf(system)] },
        },
        { after: [{ module, block: "resource", type: "aws_eks_access_entry", name }] },
      ),
    ];
  });

/** Who may do what on the cluster, and what its pods may do in the account. */
export const access = (cluster: Cluster, system: System): readonly TerraformBlock[] => {
  const roles = besides(system, cluster, "role");
  const here = roles.filter((role) => isPods(role.props.assumedBy) && isOn(cluster, role, system));
  const needsTokens = here.some(
    ({ props }) => isPods(props.assumedBy) && props.assumedBy.by === "irsa",
  );
  return [
    ...associations(cluster, here),
    ...(needsTokens ? [tokens(cluster)] : []),
    ...deployers(cluster, roles, system),
  ];
};
