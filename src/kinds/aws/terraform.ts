import { type Engine, enginesOf, hosts } from "#plinth/kinds/pipeline/engines.ts";
import { pipelineAt } from "#plinth/kinds/pipeline/pipeline-props.ts";
import { isRef } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";
import { data, of, ofData, resource } from "./provider/block.ts";
import { awsName } from "./provider/names.ts";
import { recordsKey } from "./provider/records-key.ts";
import { within } from "./provider/within.ts";
import { auditLog } from "./terraform-audit-log.ts";
import { keyOfRecords } from "./terraform-records-key.ts";

const module = "observability";

/** Where alarms and budgets are told, and who may tell. */
const alerts = (node: Node<unknown>, system: System): TerraformBlock[] => {
  const name = `${node.name}_alerts`;
  const topic = of(module, "aws_sns_topic", name, "arn");
  const key = recordsKey(system, node);
  return [
    resource(module, "aws_sns_topic", name, {
      name: awsName(system, "alerts", 256),
      ...(key && { kms_master_key_id: key }),
    }),
    data(module, "aws_iam_policy_document", name, {
      statement: [
        {
          actions: ["SNS:Publish"],
          resources: [topic],
          principals: [
            {
              type: "Service",
              identifiers: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"],
            },
          ],
          condition: [
            {
              test: "StringEquals",
              variable: "aws:SourceAccount",
              values: [ofData(module, "aws_caller_identity", "current", "account_id")],
            },
          ],
        },
      ],
    }),
    resource(module, "aws_sns_topic_policy", name, {
      arn: topic,
      policy: ofData(module, "aws_iam_policy_document", name, "json"),
    }),
    resource(
      module,
      "aws_sns_topic_subscription",
      name,
      { topic_arn: topic, protocol: "email", endpoint: { variable: "alert_email" } },
      { onlyIf: "alert_email" },
    ),
  ];
};

/**
 * A host of code as a giver of identities, for pipelines that take on a role without a stored key. An
 * account can have only one of that address, so a second system or profile in it is told of the first's.
 */
const giverOfIdentities = (node: Node<unknown>, engine: Engine): TerraformBlock => {
  const { word, issuer, calledAs } = hosts[engine];
  const variable = `${word}_provider_arn`;
  const says = `${calledAs}'s identity provider, if made here: to be given to other systems in the account.`;
  return resource(
    "identity",
    "aws_iam_openid_connect_provider",
    `${node.name}_${word}`,
    { url: issuer, client_id_list: ["sts.amazonaws.com"] },
    { unless: variable, tells: { [variable]: { attribute: "arn", says } } },
  );
};

/** Who runs the pipelines that take on a role of the account. */
const enginesThatAct = (node: Node<unknown>, system: System): ReadonlySet<Engine> =>
  new Set(
    within(system, node, "role").flatMap(({ props: { assumedBy } }) => {
      const pipeline = isRef(assumedBy) ? pipelineAt(assumedBy.ref, system) : undefined;
      return pipeline ? enginesOf(pipeline) : [];
    }),
  );

/** What an account has once, whatever stands in it. */
export const terraform = (
  node: Node<{
    readonly auditLog?: "cloudtrail";
    readonly recordsEncryption?: "kms";
    readonly region: string;
    readonly protected?: boolean;
  }>,
  system: System,
): readonly TerraformBlock[] => {
  const isTold =
    within(system, node, "alarm").length > 0 ||
    system.statements.some(({ type, phase }) => type === "budget" && phase === "current");
  const hasLog = node.props.auditLog !== undefined;
  const hasKey = node.props.recordsEncryption !== undefined;
  return [
    ...(isTold || hasLog || hasKey ? [data(module, "aws_caller_identity", "current", {})] : []),
    ...(hasKey ? keyOfRecords(node, system) : []),
    ...(isTold ? alerts(node, system) : []),
    ...(hasLog ? auditLog(node, system) : []),
    ...[...enginesThatAct(node, system)].map((engine) => giverOfIdentities(node, engine)),
  ];
};
