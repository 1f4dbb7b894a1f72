import type { Deployment } from "#plinth/cloud/steps/deployment.ts";
import type { Programs, Way } from "#plinth/cloud/steps/way.ts";
import { fingerprint } from "#plinth/host/fingerprint.ts";
import { treeMark } from "#plinth/host/tree-mark.ts";
import { builtFrom } from "#plinth/outputs/images/image.ts";
import { type Found, programOf } from "./found.ts";

const terraforms = ["terraform", "tofu"] as const;
const builders = ["buildah", "podman", "docker"] as const;

const oneOf = <T extends string>(names: readonly [T, ...T[]], name: string): T =>
  names.find((each) => each === name) ?? names[0];

const programsOf = (found: Found): Programs => ({
  terraform: oneOf(terraforms, programOf(found, "terraform", "terraform")),
  builder: oneOf(builders, programOf(found, "builder", "buildah")),
});

/** How it is done here: with which programs, and from which sources. */
export const wayOf = (
  { images, files }: Deployment,
  found: Found,
  { project, rolloutMs }: { readonly project: string; readonly rolloutMs: number },
): Way => ({
  programs: programsOf(found),
  project,
  rolloutMs,
  hasClusters: true,
  // An image is the same when its source and its Dockerfile are.
  tags: new Map(
    images.map(({ image }) => {
      const dockerfile = files.get(`images/${image.folder}/Dockerfile`) ?? "";
      const sources = builtFrom(image).map((path) => `${project}/${path}`);
      return [image.folder, `${treeMark(sources)}-${fingerprint(dockerfile).slice(0, 8)}`];
    }),
  ),
});
