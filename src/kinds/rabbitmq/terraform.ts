import { madeSecret } from "#plinth/kinds/aws/provider/made-secret.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { accountAround } from "#plinth/kinds/aws/provider/within.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { type TerraformBlock, template } from "#plinth/model/terraform-block.ts";
import type { RabbitmqProps } from "./props.ts";
import { brokerSecretName } from "./secrets.ts";

/** Brokers are objects on a cluster; what the account has of them is what they keep to themselves. */
export const terraform = (
  node: Node<RabbitmqProps & { readonly protected?: boolean }>,
  system: System,
): readonly TerraformBlock[] => {
  if (accountAround(system, node)?.kind !== "aws") return [];
  return madeSecret("secrets", blockName(node), {
    name: brokerSecretName(node, system),
    says: `The user of ${node.name}, and the cookie that its brokers know each other by`,
    isProtected: node.props.protected === true,
    holds: {
      values: 2,
      text: (value) =>
        template`{"username":"${node.name}","password":"${value(0)}","cookie":"${value(1)}"}`,
    },
  });
};
