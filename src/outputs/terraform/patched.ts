import { refusedAt } from "#plinth/model/refused-at.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";
import { merged, patchesOf } from "../merged.ts";

/** A patch as this output reads it; its types have held its author. */
interface Patch {
  readonly resource: string;
  readonly set: object;
}

/**
 * The blocks of a node with the patches that its author wrote.
 * @throws Refusal when a patch is for a resource that is not there, or could be for several
 */
export const patched = (
  system: System,
  node: Node,
  blocks: readonly TerraformBlock[],
): readonly TerraformBlock[] =>
  patchesOf<Patch>(node, "terraform").reduce((before, { resource, set }) => {
    const resources = before.filter(({ block }) => block === "resource");
    const meant = resources.filter(({ type, name }) =>
      [type, `${type}.${name}`].includes(resource),
    );
    if (meant.length !== 1) {
      const all = resources.map(({ type, name }) => `${type}.${name}`).join(", ");
      const says = `"${node.id}" patches ${resource}, of which it has ${meant.length}`;
      throw refusedAt(system, node.id, `${says}; it has ${all || "no resources"}`);
    }
    return before.map((block) =>
      block === meant[0] ? { ...block, body: merged(block.body, set) as object } : block,
    );
  }, blocks);
