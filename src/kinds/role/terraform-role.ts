import { data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName } from "#plinth/kinds/aws/provider/names.ts";
import type { AwsData } from "#plinth/kinds/aws/provider/types.gen.ts";
import type { System } from "#plinth/model/system.ts";
import type {
  Arg,
  Expression,
  TerraformAddress,
  TerraformBlock,
} from "#plinth/model/terraform-block.ts";

const module = "identity";

/** One thing that a policy says. */
export type PolicyStatement = NonNullable<AwsData["aws_iam_policy_document"]["statement"]>[number];

/** A role as Terraform makes it. */
export interface RoleSpec {
  /** What its blocks are called. */
  readonly block: string;
  /** What it is called in the account, after the system's name. */
  readonly name: string;
  /** Who may take it on: any of them. */
  readonly trust: readonly PolicyStatement[];
  /** AWS' own policies, by name. */
  readonly managedPolicies?: readonly string[];
  readonly may?: readonly PolicyStatement[];
}

/** Blocks are named after policies, which are named in camel case. */
const snake = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9_]/g, "_")
    .toLowerCase();

/**
 * Policies of AWS that are kept in a folder; the others are at the top.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const forServices = new Set([
  "AWSLambdaBasicExecutionRole",
  "AWSLambdaVPCAccessExecutionRole",
  "AmazonEBSCSIDriverPolicy",
  "AmazonEC2ContainerServiceforEC2Role",
  "AmazonEFSCSIDriverPolicy",
]);

const pathOf = (policy: string): string =>
  forServices.has(policy) ? `service-role/${policy}` : policy;

/** The attachments of a role, for those who must wait until it may do what it should. */
export const attachments = (
  block: string,
  managedPolicies: readonly string[],
): readonly TerraformAddress[] =>
  managedPolicies.map((policy) => ({
    module,
    block: "resource",
    type: "aws_iam_role_policy_attachment",
    name: `${block}_${snake(policy)}`,
  }));

/** The identifier by which others name a role. */
export const roleArn = (block: string): Expression => of(module, "aws_iam_role", block, "arn");

/** A role: who may take it on, and what it may then do. */
export const roleBlocks = (system: System, spec: RoleSpec): readonly TerraformBlock[] => {
  const { block, name, trust, managedPolicies = [], may = [] } = spec;
  const role: Arg<string> = of(module, "aws_iam_role", block, "name");
  return [
    data(module, "aws_iam_policy_document", `${block}_trust`, { statement: trust }),
    resource(module, "aws_iam_role", block, {
      name: awsName(system, name, 64),
      assume_role_policy: ofData(module, "aws_iam_policy_document", `${block}_trust`, "json"),
    }),
    ...managedPolicies.map((policy) =>
      resource(module, "aws_iam_role_policy_attachment", `${block}_${snake(policy)}`, {
        role,
        policy_arn: `arn:aws:iam::aws:policy/${pathOf(policy)}`,
      }),
    ),
    ...(may.length === 0
      ? []
      : [
          data(module, "aws_iam_policy_document", block, { statement: may }),
          resource(module, "aws_iam_role_policy", block, {
            name,
            role,
            policy: ofData(module, "aws_iam_policy_document", block, "json"),
          }),
        ]),
  ];
};

/** Lets a service of AWS take a role on. */
export const trustsService = (service: string): PolicyStatement => ({
  actions: ["sts:AssumeRole"],
  principals: [{ type: "Service", identifiers: [service] }],
});
