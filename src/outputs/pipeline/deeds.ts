import { withoutDigest } from "../images/image.ts";
import { appliedAs } from "../kubernetes/applied-as.ts";
import { digestsFolder } from "../kubernetes/kustomization.ts";
import type { Delivered, Delivery } from "./delivery.ts";
import { action, expression, type Step, script } from "./step.ts";

/** What a stage can do, as a pipeline's description calls it. */
export type Deed = Delivery["props"]["stages"][number]["does"][number];

/** Where a job finds what it needs. */
export interface Around {
  readonly delivery: Delivery;
  /** The digest of a service's image: an expression. */
  readonly digestOf: (key: string) => string;
  /** Whether what is known not to matter is let through. */
  readonly vex: boolean;
  /** How long a rollout is waited for, seconds. */
  readonly rolloutS: number;
}

/** The image as a file, the same bytes from the build to the registry. */
const archive = ({ key }: Delivered): string => `image/${key}.tar`;
const sbom = ({ key }: Delivered): string => `image/${key}.cdx.json`;

/** The version of Bun that a program is written for; nothing where it brings its own Dockerfile. */
const bunOf = ({ image, service }: Delivered): string | undefined =>
  image ? String(service.props.runtime).split("@")[1] : undefined;

const testStep = (each: Delivered): Step => {
  if (!each.image) {
    const run = `docker buildx build --target test ${each.source}`;
    return { name: `Test ${each.key}`, run };
  }
  // Tests import what is for development too; from a workspace it goes to its root's folder.
  const install = "bun install --frozen-lockfile --ignore-scripts";
  return {
    name: `Test ${each.key}`,
    "working-directory": each.source,
    run: script(...(each.image.code?.is === "files" ? [] : [install]), "bun test"),
  };
};

/** Each version of Bun once, before the programs that are written for it. */
const test = ({ delivered }: Delivery): Step[] =>
  [...Map.groupBy(delivered, bunOf)].flatMap(([version, all]) => {
    const tests = all.map(testStep);
    if (version === undefined) return tests;
    const setUp = {
      name: `Bun ${version}`,
      uses: action("oven-sh/setup-bun"),
      with: { "bun-version": version, "no-cache": true },
    };
    return [setUp, ...tests];
  });

const build = (each: Delivered, { delivery }: Around): Step[] => {
  const unknown = each.image ? withoutDigest(each.image) : [];
  const mostMib = each.image?.sizeMibMax;
  return [
    {
      name: `Build ${each.key}`,
      uses: action("docker/build-push-action"),
      // With no time of its own in it, an image that is built again is the same image.
      env: { SOURCE_DATE_EPOCH: "0" },
      with: {
        context: each.context,
        file: each.dockerfile,
        platforms: delivery.arm ? "linux/arm64" : "linux/amd64",
        outputs: `type=oci,dest=${archive(each)},rewrite-timestamp=true`,
        // They would wrap the image in an index, and it is signed by its own digest below.
        provenance: false,
        sbom: false,
        "build-args": script(
          `REVISION=${expression("github.sha")}`,
          ...unknown.map(({ digestName }) => `${digestName}=${expression(`vars.${digestName}`)}`),
        ),
      },
    },
    ...(mostMib === undefined
      ? []
      : [
          {
            name: `Hold ${each.key} to ${mostMib} MiB`,
            run: script(
              `skopeo copy oci-archive:${archive(each)} docker-archive:"$RUNNER_TEMP/plain.tar"`,
              'bytes=$(stat --format=%s "$RUNNER_TEMP/plain.tar")',
              'rm "$RUNNER_TEMP/plain.tar"',
              'echo "$bytes bytes, unpacked"',
              `test "$bytes" -le ${mostMib * 1024 ** 2}`,
            ),
          },
        ]),
  ];
};

const listParts = (each: Delivered): Step => ({
  name: `List the parts of ${each.key}`,
  env: { SYFT: expression("steps.syft.outputs.cmd") },
  run: `"$SYFT" scan oci-archive:${archive(each)} --output cyclonedx-json=${sbom(each)}`,
});

const scan = (each: Delivered, { vex }: Around): Step => ({
  name: `Scan ${each.key}`,
  env: { GRYPE: expression("steps.grype.outputs.cmd") },
  run: vex
    ? script(
        "statements=()",
        "for file in .vex/*.openvex.json; do",
        '  if [ -e "$file" ]; then statements+=(--vex "$file"); fi',
        "done",
        `"$GRYPE" oci-archive:${archive(each)} --fail-on high "\${statements[@]}"`,
      )
    : `"$GRYPE" oci-archive:${archive(each)} --fail-on high`,
});

const repositoryUrl = ({ repository }: Delivered): string =>
  `${expression("steps.registry.outputs.registry")}/${repository}`;

const push = (each: Delivered): Step => ({
  name: `Push ${each.key} by digest`,
  id: `push-${each.key}`,
  env: { REPOSITORY: repositoryUrl(each) },
  run: script(
    `digest=$(skopeo inspect --format '{{.Digest}}' oci-archive:${archive(each)})`,
    `skopeo copy --preserve-digests oci-archive:${archive(each)} "docker://$REPOSITORY@$digest"`,
    'echo "digest=$digest" >> "$GITHUB_OUTPUT"',
  ),
});

const ofPushed = (each: Delivered, { digestOf }: Around) => ({
  IMAGE: `${repositoryUrl(each)}@${digestOf(each.key)}`,
});

const sign = (each: Delivered, around: Around): Step => ({
  name: `Sign ${each.key}`,
  env: ofPushed(each, around),
  run: 'cosign sign --yes "$IMAGE"',
});

const attest = (each: Delivered, around: Around): Step => ({
  name: `Attest the parts of ${each.key}`,
  env: ofPushed(each, around),
  run: `cosign attest --yes --type cyclonedx --predicate ${sbom(each)} "$IMAGE"`,
});

const verify = (each: Delivered, around: Around): Step => {
  const { name, props } = around.delivery;
  const repository = props.repository ?? expression("github.repository");
  const workflow = `${repository}/.github/workflows/${name}.yml`;
  const by =
    '--certificate-identity "$SIGNER" ' +
    "--certificate-oidc-issuer https://token.actions.githubusercontent.com";
  return {
    name: `Verify ${each.key}`,
    env: {
      ...ofPushed(each, around),
      SIGNER: `https://github.com/${workflow}@refs/heads/${props.on.push}`,
    },
    run: script(
      `cosign verify ${by} "$IMAGE"`,
      `cosign verify-attestation --type cyclonedx ${by} "$IMAGE"`,
    ),
  };
};

const updateManifests = (around: Around): Step[] =>
  around.delivery.targets.flatMap(({ manifests, images }) =>
    images.map((each) => ({
      name: `Write the digest of ${each.key} into the manifests`,
      "working-directory": `${manifests}/${digestsFolder}`,
      env: ofPushed(each, around),
      run: `kustomize edit set image "${each.nameInManifests}=$IMAGE"`,
    })),
  );

const apply = ({ delivery, rolloutS }: Around): Step[] =>
  delivery.targets.map(({ name, manifests, services }) => ({
    name: `Deploy to ${name}`,
    run: script(
      `aws eks update-kubeconfig --name ${name} --region ${delivery.region}`,
      `kubectl apply ${appliedAs.join(" ")} --kustomize ${manifests}`,
      ...services.map(
        ({ name: service }) =>
          `kubectl rollout status deployment/${service} ` +
          `--namespace ${delivery.system.name} --timeout ${rolloutS}s`,
      ),
    ),
  }));

/** A controller on the cluster reads Git, and pulls from there. */
const commit = ({ delivery }: Around): Step[] => [
  {
    name: "Commit the manifests",
    env: { TOKEN: expression("github.token") },
    run: script(
      'git config user.name "github-actions[bot]"',
      'git config user.email "41898282+github-actions[bot]@users.noreply.github.com"',
      `git add ${delivery.targets.map(({ manifests }) => manifests).join(" ")}`,
      'git diff --cached --quiet || git commit --message "Deploy $GITHUB_SHA"',
      'git push "https://x-access-token:$TOKEN@github.com/$GITHUB_REPOSITORY" \\',
      '  "HEAD:$GITHUB_REF_NAME"',
    ),
  },
];

/** The steps of one deed, for all images. */
export const stepsOf = (deed: Deed, around: Around): readonly Step[] => {
  const { delivered, props } = around.delivery;
  switch (deed) {
    case "test":
      return test(around.delivery);
    case "build":
      return delivered.flatMap((each) => build(each, around));
    case "sbom":
      return delivered.map(listParts);
    case "scan":
      return delivered.map((each) => scan(each, around));
    case "vex":
      // Said to the scan.
      return [];
    case "push":
      return delivered.map(push);
    case "sign":
      return delivered.map((each) => sign(each, around));
    case "attest":
      return delivered.map((each) => attest(each, around));
    case "verify":
      return delivered.map((each) => verify(each, around));
    case "update-manifests":
      return updateManifests(around);
    case "deploy":
      return props.delivery === "push" ? apply(around) : commit(around);
  }
};
