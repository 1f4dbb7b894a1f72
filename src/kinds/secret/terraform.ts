import { madeSecret } from "#plinth/kinds/aws/provider/made-secret.ts";
import { blockName, systemName } from "#plinth/kinds/aws/provider/names.ts";
import { refusedAt } from "#plinth/model/refused-at.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";

/**
 * A secret, called `<system>/<name>`; its value is letters and digits.
 * @throws Refusal for one that is to be replaced by itself: nothing here makes the next value
 */
export const terraform = (
  node: Node<{ readonly rotate?: string; readonly protected?: boolean }>,
  system: System,
): readonly TerraformBlock[] => {
  const { rotate, protected: isProtected = false } = node.props;
  if (rotate !== undefined) {
    const says = `"${node.id}" is replaced every ${rotate}, which takes a program in the account`;
    throw refusedAt(system, node.id, `${says}; leave rotate out, and raise its version by hand`);
  }
  return madeSecret("secrets", blockName(node), {
    name: `${systemName(system)}/${node.name}`,
    says: `Made for ${node.name}; whoever may read it finds it here`,
    isProtected,
  });
};
