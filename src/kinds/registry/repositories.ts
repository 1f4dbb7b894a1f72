import { blockName, systemName } from "#plinth/kinds/aws/provider/names.ts";
import { besides } from "#plinth/kinds/aws/provider/within.ts";
import { imageName, imageOwner } from "#plinth/kinds/service/image-owner.ts";
import { isProgram } from "#plinth/kinds/service/program.ts";
import { isRef } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";

type Placed = Pick<Node, "id" | "parent">;

/** The programs whose images are kept in a registry, by id; of those that share one, its owner. */
export const pushedTo = (system: System, { id }: Pick<Node, "id">): readonly Node[] =>
  [...system.nodes.values()]
    .filter((each) => {
      const image = each.props.image as { readonly registry?: unknown } | undefined;
      const isHere = isProgram(each) && each.phase === "current";
      return isHere && isRef(image?.registry) && image.registry.ref === id;
    })
    .filter((each) => imageOwner(each, system) === each);

/** What the repository of a program's images is called in its registry. */
export const repositoryName = (program: Pick<Node, "id" | "name">, system: System): string =>
  `${systemName(system)}/${imageName(program, system)}`;

/** What the blocks of a program's repository are called. */
export const repositoryBlock = (
  registry: Pick<Node, "id" | "name">,
  program: Pick<Node, "id" | "name">,
  system: System,
): string => blockName(registry, imageName(program, system));

/** What the blocks of all repositories in an account are called. */
export const repositoryBlocks = (system: System, node: Placed): readonly string[] =>
  besides(system, node, "registry")
    .filter(({ props }) => props.host === "ecr")
    .flatMap((registry) =>
      pushedTo(system, registry).map((each) => repositoryBlock(registry, each, system)),
    );
