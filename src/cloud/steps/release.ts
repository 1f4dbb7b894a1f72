import { noAccountYet } from "#plinth/kinds/aws/role-arn.ts";
import type { ClusterPlace, InAccount } from "./cluster-place.ts";
import type { ImagePlace } from "./deployment.ts";
import { digestOf } from "./image-steps.ts";
import { type Text, value, type Write } from "./step.ts";
import { upper } from "./way.ts";

type Parts = Exclude<Text, string | { readonly value: string }>;

/** What `synth` wrote, with what only a deployment knows; what it wrote itself stays as it is. */
interface Given {
  /** The kustomization, e.g. `kubernetes/main`. */
  readonly folder: string;
  readonly images: readonly ImagePlace[];
  readonly inAccount: readonly InAccount[];
}

/** Where the kustomization is that stands over one that `synth` wrote. */
export const releaseOf = ({ folder }: Pick<ClusterPlace, "folder">): string =>
  folder.replace("kubernetes/", "release/");

const imagesText = (images: readonly ImagePlace[]): Parts => [
  ...(images.length > 0 ? ["images:\n"] : []),
  ...images.flatMap((place) => [
    ...[`  - name: ${place.writtenAs}\n    newName: `, value(upper(place.output))],
    ...["\n    digest: ", value(digestOf(place)), "\n"],
  ]),
];

/** A text within quotes of YAML, with the account's number where files have zeros. */
const withAccount = (text: string): Parts =>
  text.split(noAccountYet).flatMap((part, i) => {
    const quoted = JSON.stringify(part).slice(1, -1);
    return i === 0 ? [quoted] : [":", value("ACCOUNT"), `:${quoted}`];
  });

const patchText = ({ kind, name, namespace, path, text }: InAccount): Parts => [
  `  - target:\n      kind: ${kind}\n      name: ${name}\n`,
  ...(namespace === undefined ? [] : [`      namespace: ${namespace}\n`]),
  `    patch: |-\n      - op: replace\n        path: ${path}\n        value: "`,
  ...withAccount(text),
  '"\n',
];

/** The kustomization that is applied: images that were pushed, and the account's number. */
export const releaseFile = ({ folder, images, inAccount }: Given): Write => ({
  do: "write",
  path: `${releaseOf({ folder })}/kustomization.yaml`,
  text: [
    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
    `resources:\n  - ${folder.replaceAll(/[^/]+/g, "..")}/${folder}\n`,
    ...imagesText(images),
    ...(inAccount.length > 0 ? ["patches:\n"] : []),
    ...inAccount.flatMap(patchText),
  ],
});
