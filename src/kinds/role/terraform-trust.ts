import { of } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { besides } from "#plinth/kinds/aws/provider/within.ts";
import { enginesOf, hosts } from "#plinth/kinds/pipeline/engines.ts";
import { pipelineAt } from "#plinth/kinds/pipeline/pipeline-props.ts";
import { isRef, type Ref } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { type Expression, template } from "#plinth/model/terraform-block.ts";
import { type PolicyStatement, trustsService } from "./terraform-role.ts";

/** Who may take a role on, as an author writes it. */
export type AssumedBy =
  | string
  | Ref
  | { readonly pods: string; readonly by?: "pod-identity" | "irsa" };

const accountName = ({ id }: Pick<Node, "id">): string => id.split("/")[0] ?? id;

/** A giver of identities vouches for a subject that is who it should be. */
const federated = (
  provider: Expression,
  issuer: string | Expression,
  subject: string,
): PolicyStatement => ({
  actions: ["sts:AssumeRoleWithWebIdentity"],
  principals: [{ type: "Federated", identifiers: [provider] }],
  condition: [
    { test: "StringEquals", variable: template`${issuer}:aud`, values: ["sts.amazonaws.com"] },
    { test: "StringEquals", variable: template`${issuer}:sub`, values: [subject] },
  ],
});

/** Only what runs for the branch that is deployed, and nothing that a fork or a tag starts. */
const trustsPipeline = (
  node: Pick<Node, "id">,
  { ref }: Ref,
  system: System,
): readonly PolicyStatement[] => {
  const props = pipelineAt(ref, system);
  if (props === undefined) return [];
  return enginesOf(props).map((engine) => {
    const { word, issuer, subject } = hosts[engine];
    const made = `${accountName(node)}_${word}`;
    return federated(
      {
        given: `${word}_provider_arn`,
        else: of("identity", "aws_iam_openid_connect_provider", made, "arn"),
      },
      issuer.slice("https://".length),
      // Equal to no subject: whoever names no repository lets nobody in.
      subject(props.repository ?? "*/*", props.on.push),
    );
  });
};

/** Pods by the cluster's own tokens. */
const trustsTokens = (
  node: Pick<Node, "id" | "parent">,
  pods: string,
  system: System,
): PolicyStatement => {
  const [cluster] = [...besides(system, node, "eks"), ...besides(system, node, "k3s")];
  const [namespace, account] = pods.split("/");
  const name = blockName(cluster ?? { id: "aws/main", name: "main" });
  return federated(
    of("cluster", "aws_iam_openid_connect_provider", name, "arn"),
    of("cluster", "aws_iam_openid_connect_provider", name, "url"),
    `system:serviceaccount:${namespace}:${account}`,
  );
};

/**
 * Pods by EKS, which tags each session with where it comes from; the cluster's ARN has the account in it.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
const trustsPodIdentity = (
  clusters: readonly Pick<Node, "id" | "name">[],
  pods: string,
): PolicyStatement => {
  const [namespace = "", account = ""] = pods.split("/");
  const tags: Readonly<Record<string, readonly (string | Expression)[]>> = {
    "eks-cluster-arn": clusters.map((each) =>
      of("cluster", "aws_eks_cluster", blockName(each), "arn"),
    ),
    "kubernetes-namespace": [namespace],
    "kubernetes-service-account": [account],
  };
  return {
    actions: ["sts:AssumeRole", "sts:TagSession"],
    principals: [{ type: "Service", identifiers: ["pods.eks.amazonaws.com"] }],
    condition: Object.entries(tags).map(([tag, values]) => ({
      test: "StringEquals",
      variable: `aws:RequestTag/${tag}`,
      values,
    })),
  };
};

/** Who may take a role on, as IAM reads it. */
export const trustOf = (
  node: Pick<Node, "id" | "parent">,
  assumedBy: AssumedBy,
  system: System,
): readonly PolicyStatement[] => {
  if (typeof assumedBy === "string") return [trustsService(assumedBy)];
  if (isRef(assumedBy)) return trustsPipeline(node, assumedBy, system);
  // Pod Identity is EKS' own; other clusters vouch for their pods by their tokens.
  const clusters = besides(system, node, "eks");
  return assumedBy.by === "irsa" || clusters.length === 0
    ? [trustsTokens(node, assumedBy.pods, system)]
    : [trustsPodIdentity(clusters, assumedBy.pods)];
};
