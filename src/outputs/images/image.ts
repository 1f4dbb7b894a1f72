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

const imageOf = (service: Node): Image | NoImage => {
  const { source, runtime, port, image } = service.props;
  const said = (image ?? {}) as {
    readonly base?: string;
    readonly user?: number | string;
    readonly atMost?: Size;
  };
  if (typeof source !== "string") return { service, because: "it names no source folder" };
  const [language, version] = String(runtime ?? "").split("@");
  if (language !== "bun" || version === undefined) {
    const written = runtime === undefined ? "it names no runtime" : `it is written for ${runtime}`;
    return { service, because: `${written}, and only Bun's programs are compiled here` };
  }
  return {
    service,
    source,
    port: Number(port),
    user: said.user === undefined ? usualUser : String(said.user),
    builder: baseImage(`oven/bun:${version}`),
    base: baseImage(said.base ?? usualBase),
    ...(said.atMost !== undefined && { sizeMibMax: toMib(said.atMost) }),
  };
};

/** Whether the image is one that is described here. */
export const isImage = (image: Image | NoImage): image is Image => "builder" in image;

/** The images of all services that are there, by id; those that are not written here say why. */
export const imagesOf = (system: System): readonly (Image | NoImage)[] =>
  [...system.nodes.values()]
    .filter(({ kind, phase }) => kind === "service" && phase === "current")
    .map(imageOf);

/** The images that a Dockerfile needs a digest of from outside. */
export const withoutDigest = ({ builder, base }: Image): readonly BaseImage[] =>
  [builder, base].filter(({ digest }) => digest === undefined);

/** The folder of a service's Dockerfile; the path of its id where two services are called the same. */
export const folderOf = ({ id, name }: Node, system: System): string => {
  const alike = [...system.nodes.values()].filter(
    (node) => node.kind === "service" && node.name === name,
  );
  return alike.length === 1 ? name : id.replaceAll("/", ".");
};
