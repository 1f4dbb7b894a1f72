import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName } from "#plinth/kinds/aws/provider/names.ts";
import { toPercent, toUsd } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";

/**
 * The spending limits that are said of a system, over all that the account spends. By the system's
 * tag it would be narrower, but until somebody activates the tag for billing such a budget sees
 * nothing, and says nothing. Its name, which is in each mail, says so.
 */
export const budgets = (system: System, account: Node): readonly TerraformBlock[] =>
  system.statements.flatMap(({ type, id, phase, says }) => {
    if (type !== "budget" || phase !== "current") return [];
    const topic = of("observability", "aws_sns_topic", `${account.name}_alerts`, "arn");
    return [
      resource("budget", "aws_budgets_budget", id.replaceAll(/[^A-Za-z0-9_]/g, "_"), {
        name: awsName(system, `account-${id}`, 100),
        budget_type: "COST",
        limit_amount: String(toUsd(says.perMonth)),
        limit_unit: "USD",
        time_unit: "MONTHLY",
        notification: says.alertAt.map((share) => ({
          comparison_operator: "GREATER_THAN",
          notification_type: "ACTUAL",
          threshold: toPercent(share),
          threshold_type: "PERCENTAGE",
          subscriber_sns_topic_arns: [topic],
        })),
      }),
    ];
  });
