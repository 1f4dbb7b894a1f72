import { book } from "./book.ts";

/**
 * Images that jobs of pipelines run in. The versions are the newest of each project's own releases; a
 * digest cannot be known where this is written, so whoever runs the pipeline says it.
 *
 * - Alpine's packages aws-cli, cosign, git, kubectl, kustomize and skopeo are in its `community` and `main`:
 *   https://gitlab.alpinelinux.org/alpine/aports
 * - BuildKit without rights: https://docs.gitlab.com/ci/docker/using_buildkit/
 * - Syft and Grype with a shell are the images whose tag ends in `-debug`.
 */
export const pipelineImages = book({
  name: "pipeline-images",
  asOf: "2026-11-21",
  expires: "2027-05-31",
  facts: {
    alpine: "alpine:3.23",
    buildkit: "moby/buildkit:v0.34.2-rootless",
    grype: "anchore/grype:v0.121.2-debug",
    syft: "anchore/syft:v1.57.0-debug",
  },
});
