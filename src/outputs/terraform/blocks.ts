import { kinds } from "#plinth/kinds/registry.gen.ts";
import { isNone } from "#plinth/model/facet.ts";
import type { AnyKind } from "#plinth/model/kind.ts";
import { byText } from "#plinth/model/sorted.ts";
import type { Node, System } from "#plinth/model/system.ts";
import {
  isExpression,
  type TerraformAddress,
  type TerraformBlock,
} from "#plinth/model/terraform-block.ts";
import { budgets } from "./budgets.ts";

/** One text for one block, as long as Terraform's own address of it. */
const addressText = ({ module, block, type, name }: TerraformAddress): string =>
  `${module}:${block === "data" ? "data." : ""}${type}.${name}`;

/** The blocks that are named below a value. */
export function* namedIn(
  value: unknown,
): Generator<{ readonly attribute: string; readonly of: TerraformAddress }> {
  if (isExpression(value)) {
    if ("attribute" in value) yield value;
    else if ("template" in value) for (const part of value.template) yield* namedIn(part);
  } else if (typeof value === "object" && value !== null) {
    for (const each of Object.values(value)) yield* namedIn(each);
  }
}

const answersOf = (system: System, node: Node): readonly TerraformBlock[] => {
  const facet = (kinds as Readonly<Record<string, AnyKind>>)[node.kind]?.terraform;
  return facet === undefined || isNone(facet) ? [] : facet(node, system);
};

/**
 * All blocks of one account, sorted by address. What is planned for later is not in it.
 * @throws Error when two blocks have one address, or one names a block that is not there: our fault
 */
export const blocksOf = (system: System, account: Node): readonly TerraformBlock[] => {
  const nodes = [...system.nodes.values()].filter(
    ({ id, phase }) =>
      phase === "current" && (id === account.id || id.startsWith(`${account.id}/`)),
  );
  const blocks = [
    ...nodes.flatMap((node) => answersOf(system, node)),
    ...budgets(system, account),
  ].sort(byText(addressText));
  const known = new Set<string>();
  for (const block of blocks) {
    const address = addressText(block);
    if (known.has(address)) throw new Error(`two blocks are called ${address}`);
    known.add(address);
  }
  for (const { body, after = [], ...address } of blocks) {
    for (const of of [...[...namedIn(body)].map((named) => named.of), ...after]) {
      if (known.has(addressText(of))) continue;
      throw new Error(`${addressText(address)} names ${addressText(of)}, which is not there`);
    }
  }
  return blocks;
};
