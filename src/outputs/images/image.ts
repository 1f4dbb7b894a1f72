import { nodesOf } from "#plinth/model/lookup.ts";
import { type Size, toMib } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** An image by the name that a Dockerfile's FROM gives it. */
export interface BaseImage {
  /** Name and tag, without a digest. */
  readonly name: string;
  /** What it holds; nothing where it is given when the image is built. */
  readonly digest?: string;
  /** The build argument, and the pipeline's variable, that gives the digest where none is known. */
  readonly digestName: string;
}

/** How the image of a service is built. */
export interface Image {
  readonly service: Node;
  /** The folder of its Dockerfile. */
  readonly folder: string;
  /** Where the source code is, as whoever builds the image says. @default not known */
  readonly sourceUrl?: string;
  /** The folder of the program, relative to the project. */
  readonly source: string;
  readonly port: number;
  /** User and group, numbers. */
  readonly user: string;
  /** The stage that compiles. */
  readonly builder: BaseImage;
  /** What the compiled program is put on. */
  readonly base: BaseImage;
  /** A build that is larger fails, MiB. @default none */
  readonly sizeMibMax?: number;
}

/** A service whose Dockerfile is not written here. */
export interface NoImage {
  readonly service: Node;
  readonly folder: string;
  /** A sentence without its end. */
  readonly because: string;
}

/** Glibc and nothing else that runs: what Bun links to, and no shell. */
const usualBase = "gcr.io/distroless/base-nossl-debian13:nonroot";
/** `nonroot` of distroless images. */
const usualUser = "65532:65532";

/** A digest is what the author writes after the name; none is ever guessed. */
const baseImage = (written: string): BaseImage => {
  const [name = written, digest] = written.split("@");
  const digestName = `${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_")}_DIGEST`;
  return { name, digestName, ...(digest !== undefined && { digest }) };
};

const imageOf = (service: Node, folder: string, sourceUrl?: string): Image | NoImage => {
  const { source, runtime, port, image } = service.props;
  const said = (image ?? {}) as {
    readonly base?: string;
    readonly user?: number | string;
    readonly atMost?: Size;
  };
  if (typeof source !== "string") return { service, folder, because: "it names no source folder" };
  const [language, version] = String(runtime ?? "").split("@");
  if (language !== "bun" || version === undefined) {
    const written = runtime === undefined ? "it names no runtime" : `it is written for ${runtime}`;
    return {
      service,
      folder,
      because: `${written}, and only Bun's programs are compiled here`,
    };
  }
  return {
    service,
    folder,
    ...(sourceUrl !== undefined && { sourceUrl }),
    source,
    port: Number(port),
    user: said.user === undefined ? usualUser : String(said.user),
    builder: baseImage(`oven/bun:${version}`),
    base: baseImage(said.base ?? usualBase),
    ...(said.atMost !== undefined && { sizeMibMax: toMib(said.atMost) }),
  };
};

/** Where the source code of services is, by id: what the pipelines that deploy them say. */
const sourceUrls = ({ nodes, edges }: System): ReadonlyMap<string, string> =>
  new Map(
    edges.flatMap(({ from, to, at }) => {
      const repository = at.startsWith("deploys[") && nodes.get(from)?.props.repository;
      return typeof repository === "string" ? [[to, `https://github.com/${repository}`]] : [];
    }),
  );

/** Whether the image is one that is described here. */
export const isImage = (image: Image | NoImage): image is Image => "builder" in image;

/** The images of all services that are there, by id; those that are not written here say why. */
export const imagesOf = (system: System): readonly (Image | NoImage)[] => {
  const services = nodesOf(system, "service").filter(({ phase }) => phase === "current");
  const alike = Map.groupBy(services, ({ name }) => name);
  const urls = sourceUrls(system);
  return services.map((service) => {
    const isAlone = alike.get(service.name)?.length === 1;
    const folder = isAlone ? service.name : service.id.replaceAll("/", ".");
    return imageOf(service, folder, urls.get(service.id));
  });
};

/** The images that a Dockerfile needs a digest of from outside. */
export const withoutDigest = ({ builder, base }: Image): readonly BaseImage[] =>
  [builder, base].filter(({ digest }) => digest === undefined);
