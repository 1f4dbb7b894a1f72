import { book } from "./book.ts";

/** An action of GitHub's by the commit that one of its tags was at. */
interface Action {
  readonly tag: string;
  readonly commit: string;
}

/**
 * Actions that pipelines use. Each commit was read from the tag in the action's own repository,
 * `https://github.com/<name>`: a tag can be moved, a commit cannot.
 */
export const actions = book({
  name: "actions",
  asOf: "2026-11-21",
  expires: "2027-05-31",
  facts: {
    "actions/checkout": { tag: "v7.0.1", commit: "3d3c42e5aac5ba805825da76410c181273ba90b1" },
    "actions/download-artifact": {
      tag: "v8.0.1",
      commit: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
    },
    "actions/upload-artifact": {
      tag: "v7.0.0",
      commit: "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
    },
    "anchore/sbom-action": { tag: "v0.24.0", commit: "e22c389904149dbc22b58101806040fa8d37a610" },
    "anchore/scan-action": { tag: "v7.4.0", commit: "e1165082ffb1fe366ebaf02d8526e7c4989ea9d2" },
    "aws-actions/amazon-ecr-login": {
      tag: "v2.1.7",
      commit: "03f1aad4c6c7ffd436567f42f9384779290529bd",
    },
    "aws-actions/configure-aws-credentials": {
      tag: "v6.2.3",
      commit: "e6de054238d6b7531b4efff3b6587d9aade6a06c",
    },
    "docker/build-push-action": {
      tag: "v7.3.0",
      commit: "53b7df96c91f9c12dcc8a07bcb9ccacbed38856a",
    },
    "docker/setup-buildx-action": {
      tag: "v4.3.0",
      commit: "37fe631027851001ddb9b187196cc803df7f5f0e",
    },
    "oven-sh/setup-bun": { tag: "v2.2.0", commit: "0c5077e51419868618aeaa5fe8019c62421857d6" },
    "sigstore/cosign-installer": {
      tag: "v4.1.2",
      commit: "6f9f17788090df1f26f669e9d70d6ae9567deba6",
    },
  } as const satisfies Readonly<Record<string, Action>>,
});
