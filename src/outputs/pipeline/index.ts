import { actions } from "#plinth/books/actions.ts";
import { nodesOf } from "#plinth/model/lookup.ts";
import type { System } from "#plinth/model/system.ts";
import { withoutDigest } from "../images/image.ts";
import { withBlocks, yaml } from "../yaml.ts";
import { type Delivery, deliveryOf } from "./delivery.ts";
import { workflowOf } from "./workflow.ts";

/** Scripts as lines, and beside each action's commit the tag that it was at. */
const readable = (text: string): string =>
  withBlocks(text, ["run", "build-args"], "|").replaceAll(
    /uses: ([\w-]+\/[\w-]+)\S*@\w+/g,
    (uses, name) => {
      const known: Readonly<Record<string, { readonly tag: string }>> = actions.facts;
      return `${uses} # ${known[name]?.tag}`;
    },
  );

const header = ({ roleVariable, delivered }: Delivery): string => {
  const unknown = new Set(
    delivered.flatMap(({ image }) =>
      image ? withoutDigest(image).map(({ digestName }) => digestName) : [],
    ),
  );
  return [
    "# Belongs into .github/workflows of the repository; the folder around it, into its out/.",
    "# It keeps no key. What the repository's variables must say:",
    `#   ${roleVariable}: the role that Terraform made for it`,
    ...[...unknown].map((name) => `#   ${name}: sha256:..., as the Dockerfile explains`),
    "",
  ].join("\n");
};

/** Each pipeline as a workflow of GitHub Actions. */
export const pipeline = {
  name: "pipeline",
  holds: "workflows, to be copied to the top of the repository",
  *files(system: System): Generator<readonly [path: string, text: string]> {
    for (const node of nodesOf(system, "pipeline")) {
      if (node.phase === "future") continue;
      const delivery = deliveryOf(node, system);
      const text = header(delivery) + readable(yaml(workflowOf(delivery)));
      yield [`.github/workflows/${node.name}.yml`, text];
    }
  },
  toGive: (system: System) =>
    nodesOf(system, "pipeline")
      .filter(({ phase }) => phase === "current")
      .map(
        ({ name }) =>
          `The repository's variables that \`pipeline/.github/workflows/${name}.yml\` names at its top.`,
      ),
};
