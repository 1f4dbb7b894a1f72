import { actions } from "#plinth/books/actions.ts";
import { type Engine, enginesOf } from "#plinth/kinds/pipeline/engines.ts";
import { pipelineProps } from "#plinth/kinds/pipeline/pipeline-props.ts";
import { nodesOf } from "#plinth/model/lookup.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { withoutDigest } from "../images/image.ts";
import { withBlocks, withCommands, yaml } from "../yaml.ts";
import { type Delivery, deliveryOf } from "./delivery.ts";
import { workflowOf } from "./github/workflow.ts";
import { gitLabPipelineOf, imagesToPin } from "./gitlab/pipeline.ts";

/** How a pipeline is written for an engine. */
interface Writer {
  /** Where it belongs, from the top of the repository. */
  readonly path: (name: string) => string;
  readonly text: (delivery: Delivery) => string;
}

/** Digests that the Dockerfiles are given. */
const digestsToBuild = ({ delivered }: Delivery): ReadonlySet<string> =>
  new Set(
    delivered.flatMap(({ image }) =>
      image ? withoutDigest(image).map(({ digestName }) => digestName) : [],
    ),
  );

/** Scripts as lines, and beside each action's commit the tag that it was at. */
const gitHubText = (delivery: Delivery): string => {
  const header = [
    "# Belongs into .github/workflows of the repository; the folder around it, into its out/.",
    "# It keeps no key. What the repository's variables must say:",
    `#   ${delivery.roleVariable}: the role that Terraform made for it`,
    ...[...digestsToBuild(delivery)].map(
      (name) => `#   ${name}: sha256:..., as the Dockerfile explains`,
    ),
    "",
  ];
  const text = withBlocks(yaml(workflowOf(delivery)), ["run", "build-args"], "|");
  const readable = text.replaceAll(/uses: ([\w-]+\/[\w-]+)\S*@\w+/g, (uses, name) => {
    const known: Readonly<Record<string, { readonly tag: string }>> = actions.facts;
    return `${uses} # ${known[name]?.tag}`;
  });
  return header.join("\n") + readable;
};

const gitLabText = (delivery: Delivery): string => {
  const digests = digestsToBuild(delivery);
  const pinned = imagesToPin(delivery).filter(({ digestName }) => !digests.has(digestName));
  const header = [
    "# Belongs to the top of the repository on gitlab.com; the folder around it, into its out/.",
    "# It keeps no key. What the project's variables (Settings, CI/CD) must say:",
    `#   ${delivery.roleVariable}: the role that Terraform made for it`,
    ...[...digests].map((name) => `#   ${name}: sha256:..., as the Dockerfile explains`),
    "# and, for what the jobs run in, what `skopeo inspect --format '{{.Digest}}'` says of docker://",
    ...pinned.map(({ name, digestName }) => `#   ${digestName}: of docker.io/${hubName(name)}`),
    "# What jobs take from Alpine's packages is signed by Alpine, and is the newest of its release.",
    ...(delivery.props.delivery === "pull"
      ? [
          "# Its last job commits: Settings, CI/CD, Job token permissions, Allow Git push requests.",
          "# No pipeline starts from what a job pushes.",
        ]
      : []),
    "",
  ];
  return header.join("\n") + withCommands(yaml(gitLabPipelineOf(delivery)));
};

/** Docker Hub keeps images without an owner in `library`. */
const hubName = (name: string): string => (name.includes("/") ? name : `library/${name}`);

const writers: Readonly<Record<Engine, Writer>> = {
  "github-actions": { path: (name) => `.github/workflows/${name}.yml`, text: gitHubText },
  // GitLab reads one, whatever the pipeline is called.
  "gitlab-ci": { path: () => ".gitlab-ci.yml", text: gitLabText },
};

/** The pipelines that are there, each with those who run it. */
const written = (system: System): readonly (readonly [Node, Engine])[] =>
  nodesOf(system, "pipeline")
    .filter(({ phase }) => phase !== "future")
    .flatMap((node) => enginesOf(pipelineProps(node)).map((engine) => [node, engine] as const));

/** Each pipeline as those who run it read it. */
export const pipeline = {
  name: "pipeline",
  holds: "pipelines, to be copied to the top of the repository",
  *files(system: System): Generator<readonly [path: string, text: string]> {
    const by = new Map<string, Node>();
    for (const [node, engine] of written(system)) {
      const path = writers[engine].path(node.name);
      const other = by.get(path);
      if (other) {
        const says = `"${other.id}" and "${node.id}" are both for GitLab, which reads one file`;
        throw new Refusal("model", `${says}; let one of them have engine: "github-actions"`);
      }
      by.set(path, node);
      yield [path, writers[engine].text(deliveryOf(node, system))];
    }
  },
  toGive: (system: System) =>
    written(system).map(
      ([{ name }, engine]) =>
        `The repository's variables that \`pipeline/${writers[engine].path(name)}\` names at its top.`,
    ),
};
