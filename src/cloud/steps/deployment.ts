import { blockName, systemName } from "#plinth/kinds/aws/provider/names.ts";
import { pushedTo, repositoryBlock, repositoryName } from "#plinth/kinds/registry/repositories.ts";
import { nodesOf } from "#plinth/model/lookup.ts";
import { compareText } from "#plinth/model/sorted.ts";
import type { System } from "#plinth/model/system.ts";
import { filesOf } from "#plinth/outputs/files.ts";
import { type Image, imagesOf, isImage, withoutDigest } from "#plinth/outputs/images/image.ts";
import { type ClusterPlace, clusterPlaces } from "./cluster-place.ts";

export interface ImagePlace {
  readonly image: Image;
  /** The name by which manifests speak of it before it has a registry. */
  readonly writtenAs: string;
  /** The repository in the account's registry. */
  readonly repository: string;
  /** The output of Terraform that tells the repository's address. */
  readonly output: string;
}

/** What of a system there is to bring to a cloud: everything the steps are made of. */
export interface Deployment {
  /** What all of it is called in an account. */
  readonly name: string;
  readonly region: string;
  /** Whether the state has a bucket, which is made by a root of its own. */
  readonly hasState: boolean;
  readonly hasTerraform: boolean;
  /** What Terraform tells once it has applied, by name. */
  readonly outputs: readonly string[];
  readonly images: readonly ImagePlace[];
  readonly clusters: readonly ClusterPlace[];
  /** Ids of what the model protects; the state's own bucket is never destroyed, and not among them. */
  readonly guarded: readonly string[];
  /** Addresses that callers use: the output that tells each, and the path that is asked for. */
  readonly doors: readonly { readonly output: string; readonly path: string }[];
  /** All that `synth` writes, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Build arguments that no file knows: name, and the image whose digest it is. */
  readonly digestsAsked: readonly { readonly name: string; readonly of: string }[];
}

/** What the root of Terraform tells, by name. */
const outputsOf = (files: ReadonlyMap<string, string>): readonly string[] => {
  const text = files.get("terraform/outputs.tf.json");
  if (text === undefined) return [];
  const { output } = JSON.parse(text) as { readonly output: Readonly<Record<string, unknown>> };
  return Object.keys(output).sort(compareText);
};

const imagePlaces = (system: System): readonly ImagePlace[] => {
  const all = imagesOf(system).filter(isImage);
  return nodesOf(system, "registry").flatMap((registry) => {
    const own = new Set(pushedTo(system, registry).map(({ id }) => id));
    return all
      .filter(({ program }) => own.has(program.id))
      .map((image) => ({
        image,
        writtenAs: `${system.name}/${image.folder}`,
        output: `${repositoryBlock(registry, image.program, system)}_url`,
        repository: repositoryName(image.program, system),
      }));
  });
};

const doorsOf = (system: System, outputs: readonly string[]): Deployment["doors"] =>
  nodesOf(system, "load-balancer").flatMap((node) => {
    const output = `${blockName(node)}_address`;
    const health = node.props.health as { readonly path?: string } | undefined;
    return outputs.includes(output) ? [{ output, path: health?.path ?? "/" }] : [];
  });

/** Reads a system as what there is to deploy. Pure. @throws Refusal */
export const deploymentOf = (system: System): Deployment => {
  const [account] = nodesOf(system, "aws").filter(({ phase }) => phase === "current");
  const files = filesOf(system);
  const outputs = outputsOf(files);
  const images = imagePlaces(system);
  const asked = images.flatMap(({ image }) => withoutDigest(image));
  return {
    name: systemName(system),
    region: String(account?.props.region ?? ""),
    guarded: [...system.nodes.values()]
      .filter(({ kind, phase, props }) => {
        return phase === "current" && kind !== "state-backend" && props.protected === true;
      })
      .map(({ id }) => id),
    hasTerraform: files.has("terraform/main.tf.json"),
    outputs,
    hasState: files.has("terraform/bootstrap/main.tf.json"),
    images,
    clusters: clusterPlaces(system),
    doors: doorsOf(system, outputs),
    files,
    digestsAsked: [...new Map(asked.map((each) => [each.digestName, each.name]))].map(
      ([name, of]) => ({ name, of }),
    ),
  };
};
