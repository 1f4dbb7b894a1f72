import { join } from "node:path/posix";
import { hostOf } from "#plinth/kinds/pipeline/engines.ts";
import { pipelineAt } from "#plinth/kinds/pipeline/pipeline-props.ts";
import { imageName, imageOwner } from "#plinth/kinds/service/image-owner.ts";
import { isProgram } from "#plinth/kinds/service/program.ts";
import { perSystem } from "#plinth/model/per-system.ts";
import { type Size, toMib } from "#plinth/model/quantity.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { SourceCode } from "#plinth/model/source-code.ts";
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

/** The programs that run an image. */
interface Run {
  /** The one that the image is named for. */
  readonly program: Node;
  /** All of them, by id. */
  readonly programs: readonly Node[];
}

/** How the image of a program, or of several that share it, is built. */
export interface Image extends Run {
  /** The folder of its Dockerfile. */
  readonly folder: string;
  /** Where the source code is, as whoever builds the image says. @default not known */
  readonly sourceUrl?: string;
  /** The folder of the program, relative to the project. */
  readonly source: string;
  /** The folder that the build is given, relative to the project. */
  readonly context: string;
  /** What that folder and the program's hold. @default not known: taken for a package of its own */
  readonly code?: SourceCode;
  /** Where it listens; nothing for a program that only runs to its end. */
  readonly port?: number;
  /** User and group, numbers. */
  readonly user: string;
  /** The stage that compiles. */
  readonly builder: BaseImage;
  /** What the compiled program is put on. */
  readonly base: BaseImage;
  /** A build that is larger fails, MiB. @default none */
  readonly sizeMibMax?: number;
}

/** A program whose Dockerfile is not written here. */
export interface NoImage extends Run {
  readonly folder: string;
  /** A sentence without its end. */
  readonly because: string;
}

/** Glibc and nothing else that runs: what Bun links to, and no shell. */
const usualBase = "gcr.io/distroless/base-nossl-debian13:nonroot";
/** `nonroot` of distroless images. */
const usualUser = "65532:65532";

/** A digest is what the author writes after the name; none is ever guessed. */
export const baseImage = (written: string): BaseImage => {
  const [name = written, digest] = written.split("@");
  const digestName = `${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_")}_DIGEST`;
  return { name, digestName, ...(digest !== undefined && { digest }) };
};

/** Where the source code of programs is, by id: what the pipelines that deploy them say. */
const sourceUrls = perSystem(
  (system): ReadonlyMap<string, string> =>
    new Map(
      system.edges.flatMap(({ from, to, at }) => {
        const pipeline = at.startsWith("deploys[") ? pipelineAt(from, system) : undefined;
        const { repository } = pipeline ?? {};
        return pipeline && repository ? [[to, hostOf(pipeline).home(repository)]] : [];
      }),
    ),
);

/** Without a lock file a build takes what is newest, and the same source makes another image. */
const refuseUnlocked = (program: Node, source: string, code: SourceCode | undefined): void => {
  if (code === undefined || code.is === "files" || code.lock !== undefined) return;
  if (code.is === "package" && !code.imports) return;
  const at = code.is === "workspace" ? code.root : source;
  const says =
    `"${program.id}" imports packages, and no lock file in "${at}" says which: neither bun.lock ` +
    "nor package-lock.json";
  throw new Refusal("model", `${says}; run "bun install" there and keep what it writes`);
};

const imageOf = (run: Run, folder: string, system: System): Image | NoImage => {
  const { program } = run;
  const urls = sourceUrls(system);
  const sourceUrl = run.programs.map(({ id }) => urls.get(id)).find((url) => url !== undefined);
  const { source, runtime, port, image } = program.props;
  const said = (image ?? {}) as {
    readonly base?: string;
    readonly user?: number | string;
    readonly atMost?: Size;
  };
  if (typeof source !== "string") return { ...run, folder, because: "it names no source folder" };
  const [language, version] = String(runtime ?? "").split("@");
  if (language !== "bun" || version === undefined) {
    const written = runtime === undefined ? "it names no runtime" : `it is written for ${runtime}`;
    return {
      ...run,
      folder,
      because: `${written}, and only Bun's programs are compiled here`,
    };
  }
  const code = system.sources?.get(source);
  refuseUnlocked(program, source, code);
  return {
    ...run,
    folder,
    ...(sourceUrl !== undefined && { sourceUrl }),
    source,
    context: code?.is === "workspace" ? code.root : source,
    ...(code && { code }),
    ...(typeof port === "number" && { port }),
    user: said.user === undefined ? usualUser : String(said.user),
    builder: baseImage(`oven/bun:${version}`),
    base: baseImage(said.base ?? usualBase),
    ...(said.atMost !== undefined && { sizeMibMax: toMib(said.atMost) }),
  };
};

/** Whether the image is one that is described here. */
export const isImage = (image: Image | NoImage): image is Image => "builder" in image;

/**
 * The images of all programs that are there, by id; those that are not written here say why.
 * @throws Refusal when one could be another each time it is built
 */
export const imagesOf = (system: System): readonly (Image | NoImage)[] => {
  const programs = [...system.nodes.values()].filter(
    (each) => isProgram(each) && each.phase === "current",
  );
  const byOwner = Map.groupBy(programs, (each) => imageOwner(each, system));
  const runs = programs.flatMap((program) => {
    const all = byOwner.get(program);
    return all ? [{ program, programs: all }] : [];
  });
  return runs.map((run) => imageOf(run, imageName(run.program, system), system));
};

/** The images that a Dockerfile needs a digest of from outside. */
export const withoutDigest = ({ builder, base }: Image): readonly BaseImage[] =>
  [builder, base].filter(({ digest }) => digest === undefined);

/** The files and folders, relative to the project, whose change makes another image. */
export const builtFrom = ({ code, source }: Image): readonly string[] =>
  code?.is === "workspace"
    ? [...code.folders, ...code.settings, code.lock ?? []]
        .flat()
        .map((path) => join(code.root, path))
    : [source];
