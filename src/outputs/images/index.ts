import type { System } from "#plinth/model/system.ts";
import { dockerfile, dockerignore } from "./dockerfile.ts";
import { type Image, imagesOf, isImage, type NoImage, withoutDigest } from "./image.ts";

const pin = (image: Image): string => {
  const unknown = withoutDigest(image);
  return unknown.length === 0
    ? "known"
    : `unknown: give ${unknown.map(({ digestName }) => `\`${digestName}\``).join(", ")}`;
};

const row = (image: Image | NoImage): string => {
  const ids = image.programs.map(({ id }) => `\`${id}\``).join(", ");
  if (!isImage(image)) return `| ${ids} | none is written: ${image.because} | | | |`;
  const size = image.sizeMibMax === undefined ? "not said" : `${image.sizeMibMax} MiB`;
  return `| ${ids} | \`${image.base.name}\` | ${pin(image)} | ${image.user} | ${size} |`;
};

const readme = (images: readonly (Image | NoImage)[]): string =>
  [
    "# Images",
    "",
    "One for each program, or for several of one source: compiled in a first stage, one file on a base",
    "without a shell in the second.",
    "Bases are named by digest; where none is known, whoever builds gives it, or the build fails.",
    "",
    "| programs | base | digests | user | at most |",
    "|---|---|---|---|---|",
    ...images.map(row),
    "",
  ].join("\n");

/** A Dockerfile for each image, with what stays out of its build, and a list of them. */
export const images = {
  name: "images",
  holds: "a Dockerfile for each image of programs, and a list of them",
  *files(system: System): Generator<readonly [path: string, text: string]> {
    const all = imagesOf(system);
    if (all.length === 0) return;
    yield ["README.md", readme(all)];
    for (const image of all.filter(isImage)) {
      yield [`${image.folder}/Dockerfile`, dockerfile(image)];
      yield [`${image.folder}/Dockerfile.dockerignore`, dockerignore(image)];
    }
  },
  toGive(system: System): readonly string[] {
    const bases = imagesOf(system).flatMap((image) => (isImage(image) ? withoutDigest(image) : []));
    const names = new Map(bases.map(({ digestName, name }) => [digestName, name]));
    return [...names].map(
      ([digestName, name]) =>
        `\`${digestName}\`, the digest of the base image \`${name}\`: ` +
        `\`docker buildx imagetools inspect ${name} --format '{{.Manifest.Digest}}'\`. ` +
        "Without it no image is built.",
    );
  },
};
