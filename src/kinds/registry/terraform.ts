import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";
import { pushedTo, repositoryBlock, repositoryName } from "./repositories.ts";

const module = "registry";

/** The newest images stay; with none named, all do. */
const lifecycle = (name: string, keep: number): TerraformBlock =>
  resource(module, "aws_ecr_lifecycle_policy", name, {
    repository: of(module, "aws_ecr_repository", name, "name"),
    policy: JSON.stringify({
      rules: [
        {
          rulePriority: 1,
          description: `Keep the newest ${keep} images.`,
          selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keep },
          action: { type: "expire" },
        },
      ],
    }),
  });

/** A repository for the images of each service; a tag, once given, stays where it is. */
export const terraform = (
  node: Node<{
    readonly host: string;
    readonly scanOnPush?: boolean;
    readonly keep?: number;
    readonly protected?: boolean;
  }>,
  system: System,
): readonly TerraformBlock[] => {
  const { host, scanOnPush = false, keep, protected: isProtected = false } = node.props;
  if (host !== "ecr") return [];
  return pushedTo(system, node).flatMap((service) => {
    const name = repositoryBlock(node, service, system);
    const tells = {
      [`${name}_url`]: {
        attribute: "repository_url",
        says: `Where images of "${service.name}" are pushed to and pulled from.`,
      },
    };
    return [
      resource(
        module,
        "aws_ecr_repository",
        name,
        {
          name: repositoryName(service, system),
          image_tag_mutability: "IMMUTABLE",
          image_scanning_configuration: { scan_on_push: scanOnPush },
          // With no key named it is AWS' own for ECR, which costs nothing by the month.
          encryption_configuration: [{ encryption_type: "KMS" }],
          ...(!isProtected && { force_delete: true }),
        },
        { tells, isProtected },
      ),
      ...(keep === undefined ? [] : [lifecycle(name, keep)]),
    ];
  });
};
