import { of } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { besides } from "#plinth/kinds/aws/provider/within.ts";
import { isRef } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Expression } from "#plinth/model/terraform-block.ts";

/** The firewalls by hand that stand before a thing. */
export const groupsOf = (
  node: Pick<Node, "id" | "parent">,
  system: System,
): readonly Expression[] =>
  besides(system, node, "security-group")
    .filter(({ props }) => isRef(props.of) && props.of.ref === node.id)
    .map((group) => of("network", "aws_security_group", blockName(group), "id"));
