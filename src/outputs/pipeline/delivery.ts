import { clusterName } from "#plinth/kinds/eks/cluster-name.ts";
import type { PipelineProps } from "#plinth/kinds/pipeline/index.ts";
import { pipelineProps } from "#plinth/kinds/pipeline/pipeline-props.ts";
import { repositoryName } from "#plinth/kinds/registry/repositories.ts";
import { nodesOf, placesOf } from "#plinth/model/lookup.ts";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { isRef } from "#plinth/model/ref.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { clusterFolder } from "../cluster-folder.ts";
import { type Image, imagesOf, isImage, type NoImage } from "../images/image.ts";
import { folderInRepository } from "../in-repository.ts";
import { idOf } from "./id.ts";

/** An image as a pipeline builds and deploys it. */
export interface Delivered {
  /** The one that it is named for. */
  readonly program: Node;
  /** Those that run it and are deployed. */
  readonly programs: readonly Node[];
  /** Unique among those of its pipeline; a word that hosts of code take for an id. */
  readonly key: string;
  /** The folder of the program. */
  readonly source: string;
  /** The folder that its build is given. */
  readonly context: string;
  /** Path of the Dockerfile in the repository. */
  readonly dockerfile: string;
  /** Nothing where the program brings its own Dockerfile. */
  readonly image?: Image;
  /** What its images are called in the registry. */
  readonly repository: string;
  /** What the manifests call its image. */
  readonly nameInManifests: string;
}

/** A cluster as a pipeline reaches it. */
export interface Target {
  /** What the cloud knows it by. */
  readonly name: string;
  /** Where its objects are in the repository. */
  readonly manifests: string;
  /** Those that run on it. */
  readonly images: readonly Delivered[];
  /** What is rolled out on it. */
  readonly services: readonly Node[];
  /** What runs to its end on it, told to be deployed or not: its objects are applied with the others. */
  readonly jobs: readonly Node[];
}

/** All that a pipeline is written from. */
export interface Delivery {
  readonly name: string;
  readonly props: PipelineProps;
  readonly system: System;
  readonly region: string;
  /** The repository's variable that says which role to take on: a name and no secret. */
  readonly roleVariable: string;
  readonly arm: boolean;
  readonly delivered: readonly Delivered[];
  readonly targets: readonly Target[];
}

const deliveredOf = (
  pipeline: Node,
  image: Image | NoImage,
  programs: readonly Node[],
  system: System,
): Delivered => {
  const { program, folder } = image;
  const { source } = program.props;
  if (typeof source !== "string") {
    const says = `"${pipeline.id}" deploys "${program.id}", which names no source folder`;
    throw new Refusal("model", `${says}; write e.g. source: "services/${program.name}"`);
  }
  const isOurs = isImage(image);
  return {
    program,
    programs,
    key: idOf(folder),
    source,
    context: isOurs ? image.context : source,
    dockerfile: isOurs
      ? `${folderInRepository(system)}/images/${folder}/Dockerfile`
      : `${source}/Dockerfile`,
    ...(isOurs && { image }),
    repository: repositoryName(program, system),
    nameInManifests: `${system.name}/${folder}`,
  };
};

const roleOf = (pipeline: Node, system: System): Node => {
  const role = [...system.nodes.values()].find(
    ({ kind, props: { assumedBy } }) =>
      kind === "role" && isRef(assumedBy) && assumedBy.ref === pipeline.id,
  );
  if (role) return role;
  const says = `no role lets "${pipeline.id}" in`;
  throw new Refusal("model", `${says}; write e.g. aws.role("deployer", { assumedBy: … })`);
};

const registryOf = (pipeline: Node, props: PipelineProps, system: System): Node => {
  const registry = system.nodes.get(props.pushesTo?.ref ?? "");
  const remedy = 'write pushesTo: a registry with host: "ecr"';
  if (!registry) throw new Refusal("model", `"${pipeline.id}" pushes nowhere; ${remedy}`);
  if (registry.props.host === "ecr") return registry;
  const says = `"${pipeline.id}" pushes to "${registry.id}", which takes stored keys only`;
  throw new Refusal("model", `${says}; ${remedy}`);
};

const targetOf = (
  pipeline: Node,
  cluster: Node,
  delivered: readonly Delivered[],
  system: System,
): Target => {
  const { delivery } = pipeline.props;
  if (cluster.kind !== "eks" && delivery === "push") {
    const says = `"${pipeline.id}" pushes to "${cluster.id}", which takes stored keys only`;
    throw new Refusal("model", `${says}; write delivery: "pull"`);
  }
  // The namespace's own folder: its role may not touch what is the whole cluster's.
  const at = `${folderInRepository(system)}/kubernetes/${clusterFolder(cluster, system)}`;
  const manifests = `${at}/${namespaceOf(system)}`;
  const isHere = ({ parent }: Node): boolean => parent === cluster.id;
  return {
    name: clusterName(cluster, system),
    manifests,
    images: delivered.filter(({ programs }) => programs.some(isHere)),
    services: delivered.flatMap(({ programs }) =>
      programs.filter((each) => each.kind === "service" && isHere(each)),
    ),
    jobs: nodesOf(system, "job").filter((each) => each.phase === "current" && isHere(each)),
  };
};

/** What a pipeline of the system has to know. @throws Refusal for what it cannot do safely */
export const deliveryOf = (pipeline: Node, system: System): Delivery => {
  const props = pipelineProps(pipeline);
  const deployed = new Set(props.deploys.map(({ ref }) => ref));
  const delivered = imagesOf(system)
    .map((image) => [image, image.programs.filter(({ id }) => deployed.has(id))] as const)
    .filter(([, programs]) => programs.length > 0)
    .map(([image, programs]) => deliveredOf(pipeline, image, programs, system));
  const registry = registryOf(pipeline, props, system);
  const account = placesOf(system, registry).find(({ kind }) => kind === "aws");
  const machines = [...system.nodes.values()].filter(({ kind }) => kind === "node-group");
  const clusters = new Set(
    delivered.flatMap(({ programs }) => programs.map(({ parent }) => parent)),
  );
  return {
    name: pipeline.name,
    props,
    system,
    region: String(account?.props.region),
    roleVariable: `${roleOf(pipeline, system).name.toUpperCase().replaceAll("-", "_")}_ROLE_ARN`,
    arm: machines.some(({ props: { image } }) => /ARM_64/.test(String(image))),
    delivered,
    targets: [...clusters].flatMap((id) => {
      const cluster = system.nodes.get(id);
      return cluster ? [targetOf(pipeline, cluster, delivered, system)] : [];
    }),
  };
};
