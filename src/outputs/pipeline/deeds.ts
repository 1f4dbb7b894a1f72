/**
 * What a pipeline does, in POSIX shell, the same wherever it runs. Each entry is one command: GitLab
 * tells the failure of a command, and not of one in the middle of several. What stands in capitals,
 * whoever runs it gives: IMAGE is an image by its digest, REPOSITORY where it is pushed to.
 */
import { type Engine, hosts } from "#plinth/kinds/pipeline/engines.ts";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { appliedAs } from "../kubernetes/applied-as.ts";
import {
  deleteJob,
  type JobPlace,
  jobFailed,
  jobFits,
  jobLogs,
  waitForJob,
} from "../kubernetes/job-commands.ts";
import type { Delivered, Delivery, Target } from "./delivery.ts";

type Commands = readonly string[];

/** The image as a file, the same bytes from the build to the registry. */
export const archive = ({ key }: Delivered): string => `image/${key}.tar`;

/** The list of an image's parts, as a file. */
const sbom = ({ key }: Delivered): string => `image/${key}.cdx.json`;

/** The version of Bun that a program is written for; nothing where it brings its own Dockerfile. */
export const bunOf = ({ image, program }: Delivered): string | undefined =>
  image ? String(program.props.runtime).split("@")[1] : undefined;

/** In the program's folder. Tests import what is for development too. */
export const testsOf = ({ image }: Delivered): Commands =>
  image?.code?.is === "files"
    ? ["bun test"]
    : ["bun install --frozen-lockfile --ignore-scripts", "bun test"];

/** Fails where the image is larger than the model allows. */
export const hold = (each: Delivered, mostMib: number): Commands => [
  "plain=$(mktemp -d)/plain.tar",
  `skopeo copy oci-archive:${archive(each)} docker-archive:"$plain"`,
  'bytes=$(stat -c %s "$plain")',
  'rm "$plain"',
  'echo "$bytes bytes, unpacked"',
  `test "$bytes" -le ${mostMib * 1024 ** 2}`,
];

export const listParts = (each: Delivered): Commands => [
  `"$SYFT" scan oci-archive:${archive(each)} --output cyclonedx-json=${sbom(each)}`,
];

/** Hands what is known not to matter on to the scans that come after it. */
export const gatherStatements: Commands = [
  [
    "for file in .vex/*.openvex.json; do",
    '  if [ -e "$file" ]; then set -- "$@" --vex "$file"; fi',
    "done",
  ].join("\n"),
];

export const scan = (each: Delivered): Commands => [
  `"$GRYPE" oci-archive:${archive(each)} --fail-on high "$@"`,
];

/** Leaves the digest in `digest`. */
export const push = (each: Delivered): Commands => [
  `digest=$(skopeo inspect --format '{{.Digest}}' oci-archive:${archive(each)})`,
  `skopeo copy --preserve-digests oci-archive:${archive(each)} "docker://$REPOSITORY@$digest"`,
];

export const sign: Commands = ['cosign sign --yes "$IMAGE"'];

export const attest = (each: Delivered): Commands => [
  `cosign attest --yes --type cyclonedx --predicate ${sbom(each)} "$IMAGE"`,
];

/** SIGNER is the file of the pipeline at its branch: nobody else's signature counts. */
export const verify = (engine: Engine): Commands => {
  const by = `--certificate-identity "$SIGNER" --certificate-oidc-issuer ${hosts[engine].issuer}`;
  return [
    `cosign verify ${by} "$IMAGE"`,
    `cosign verify-attestation --type cyclonedx ${by} "$IMAGE"`,
  ];
};

/** In the folder of the target's digests. */
export const updateManifests = ({ nameInManifests }: Delivered): Commands => [
  `kustomize edit set image "${nameInManifests}=$IMAGE"`,
];

/** Words of kubectl, as a line of shell. */
const kubectl = (words: readonly string[]): string =>
  ["kubectl", ...words.map((word) => (/[^\w@%+=:,./-]/.test(word) ? `'${word}'` : word))].join(" ");

/** A Job that is there and runs something else cannot be changed, and one that failed stays so. */
const deleteIfStale = (job: JobPlace, manifests: string): string =>
  [
    `if ! ${kubectl([...jobFits(job), "--kustomize", manifests])} ||`,
    `  test -n "$(${kubectl(jobFailed(job))})"; then`,
    `  ${kubectl(deleteJob(job))}`,
    "fi",
  ].join("\n");

/** Where it did not end well, what its pods said is in the pipeline's own log. */
const waitOrTell = (job: JobPlace, timeoutS: number): string =>
  [
    `if ! { ${waitForJob(job, timeoutS).map(kubectl).join(" &&\n  ")}; }; then`,
    `  ${kubectl(jobLogs(job))}`,
    "  false",
    "fi",
  ].join("\n");

/** @param rolloutS how long a rollout is waited for, seconds */
export const apply = (
  { name, manifests, services, ...target }: Target,
  { region, system }: Delivery,
  rolloutS: number,
): Commands => {
  const namespace = namespaceOf(system);
  const jobs = target.jobs.map((job) => ({ name: job.name, namespace }));
  return [
    `aws eks update-kubeconfig --name ${name} --region ${region}`,
    ...jobs.map((job) => deleteIfStale(job, manifests)),
    `kubectl apply ${appliedAs.join(" ")} --kustomize ${manifests}`,
    ...jobs.map((job) => waitOrTell(job, rolloutS)),
    ...services.map(
      ({ name: service }) =>
        `kubectl rollout status deployment/${service} ` +
        `--namespace ${namespace} --timeout ${rolloutS}s`,
    ),
  ];
};

/** Who commits what was deployed, and where to: words of shell. */
interface Committer {
  readonly name: string;
  readonly email: string;
  readonly commit: string;
  readonly url: string;
  readonly branch: string;
  readonly user: string;
  /** The variable that holds the password, which no command line is to show. */
  readonly passwordIn: string;
}

/** Git asks it for the password by a pipe, and a shell's own `echo` writes into that. */
const helper = ({ user, passwordIn }: Committer): string =>
  `"!f() { echo username=${user}; echo \\"password=\\$${passwordIn}\\"; }; f"`;

/** A controller on the cluster reads Git, and pulls from there. */
export const commit = ({ targets }: Delivery, by: Committer): Commands => [
  `git config user.name "${by.name}"`,
  `git config user.email "${by.email}"`,
  `git add ${targets.map(({ manifests }) => manifests).join(" ")}`,
  `git diff --cached --quiet || git commit --message "Deploy ${by.commit}"`,
  `git config credential.helper \\\n  ${helper(by)}`,
  `git push "${by.url}" \\\n  "HEAD:${by.branch}"`,
];
