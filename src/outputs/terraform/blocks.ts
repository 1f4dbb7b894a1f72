import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { kinds } from "#plinth/kinds/registry.gen.ts";
import { isNone } from "#plinth/model/facet.ts";
import type { AnyKind } from "#plinth/model/kind.ts";
import { refusedAt } from "#plinth/model/refused-at.ts";
import { byText } from "#plinth/model/sorted.ts";
import type { Node, System } from "#plinth/model/system.ts";
import {
  isExpression,
  type TerraformAddress,
  type TerraformBlock,
} from "#plinth/model/terraform-block.ts";
import { budgets } from "./budgets.ts";
import { patched } from "./patched.ts";

/** One text for one block, as long as Terraform's own address of it. */
const addressText = ({ module, block, type, name }: TerraformAddress): string =>
  `${module}:${block === "resource" ? "" : `${block}.`}${type}.${name}`;

/** The blocks that are named below a value. */
export function* namedIn(
  value: unknown,
): Generator<{ readonly attribute: string; readonly of: TerraformAddress }> {
  if (isExpression(value)) {
    if ("attribute" in value) yield value;
    else if ("given" in value) yield value.else;
    else if ("template" in value) for (const part of value.template) yield* namedIn(part);
  } else if (typeof value === "object" && value !== null) {
    for (const each of Object.values(value)) yield* namedIn(each);
  }
}

/** A block with the thing that it comes of. */
export interface Made {
  readonly node: Node;
  readonly block: TerraformBlock;
}

/** What one thing is made of, as its author patched it. @throws Refusal */
const madeBy = (system: System, node: Node): readonly Made[] => {
  const facet = (kinds as Readonly<Record<string, AnyKind>>)[node.kind]?.terraform;
  const blocks = facet === undefined || isNone(facet) ? [] : facet(node, system);
  const own = node.kind === "aws" ? [...blocks, ...budgets(system, node)] : blocks;
  return guarded(node, patched(system, node, own)).map((block) => ({ node, block }));
};

/**
 * Where a kind does not say itself which of its blocks are protected with the thing, it is those that
 * are called as the thing is; what is around them may be changed.
 */
const guarded = (node: Node, blocks: readonly TerraformBlock[]): readonly TerraformBlock[] => {
  const { protected: isProtected } = node.props;
  if (isProtected !== true || blocks.some((block) => block.isProtected !== undefined))
    return blocks;
  const name = blockName(node);
  return blocks.map((block) =>
    block.block === "resource" && block.name === name ? { ...block, isProtected } : block,
  );
};

/**
 * A block is named that is not there: it would come of something that is only planned, or the fault
 * is ours.
 */
const missing = (system: System, account: Node, { node, block }: Made, of: TerraformAddress) => {
  const planned = within(system, account).find(
    (each) =>
      each.phase === "future" &&
      madeBy(system, each).some((made) => addressText(made.block) === addressText(of)),
  );
  if (!planned) {
    return new Error(`${addressText(block)} names ${addressText(of)}, which is not there`);
  }
  const says = `"${node.id}" rests on "${planned.id}", which is only planned`;
  return refusedAt(system, node.id, `${says}; write phase: "future" here too, or build that first`);
};

const isWithin = ({ id }: Node, account: Node): boolean =>
  id === account.id || id.startsWith(`${account.id}/`);

const within = (system: System, account: Node): readonly Node[] =>
  [...system.nodes.values()].filter((node) => isWithin(node, account));

/** What is only looked up may be asked by several things in the same words, and is asked once. */
const repeats = ({ block }: Made, earlier: Made | undefined): boolean =>
  block.block === "data" && JSON.stringify(block) === JSON.stringify(earlier?.block);

/**
 * All blocks of one account with what they come of, sorted by address. What is planned for later is
 * not in it.
 * @throws Refusal when a block names one of something that is only planned, or a patch fits nothing
 * @throws Error when two blocks have one address, or one names a block that is not there: our fault
 */
export const madeOf = (system: System, account: Node): readonly Made[] => {
  const all = within(system, account)
    .filter(({ phase }) => phase === "current")
    .flatMap((node) => madeBy(system, node))
    .sort(byText(({ block }) => addressText(block)))
    .filter((made, i, sorted) => !repeats(made, sorted[i - 1]));
  // What stands outside has no resources, and a patch on it would be lost without a word.
  for (const node of system.nodes.values()) {
    if (!isWithin(node, account) && node.phase === "current") patched(system, node, []);
  }
  const known = new Set<string>();
  for (const { block } of all) {
    const address = addressText(block);
    if (known.has(address)) throw new Error(`two blocks are called ${address}`);
    known.add(address);
  }
  for (const made of all) {
    const { body, after = [] } = made.block;
    for (const of of [...[...namedIn(body)].map((named) => named.of), ...after]) {
      if (!known.has(addressText(of))) throw missing(system, account, made, of);
    }
  }
  return all;
};

/** All blocks of one account, sorted by address. @throws as `madeOf` */
export const blocksOf = (system: System, account: Node): readonly TerraformBlock[] =>
  madeOf(system, account).map(({ block }) => block);
