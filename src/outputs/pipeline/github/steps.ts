import { hosts } from "#plinth/kinds/pipeline/engines.ts";
import { withoutDigest } from "../../images/image.ts";
import { digestsFolder } from "../../kubernetes/kustomization.ts";
import * as deeds from "../deeds.ts";
import type { Delivered, Delivery } from "../delivery.ts";
import type { Deed } from "../order.ts";
import { action, expression, type Step, script } from "./step.ts";

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

const testStep = (each: Delivered): Step => {
  const name = `Test ${each.key}`;
  if (!each.image) return { name, run: `docker buildx build --target test ${each.source}` };
  // From a workspace, the installation goes to its root's folder.
  return { name, "working-directory": each.source, run: script(...deeds.testsOf(each)) };
};

/** Each version of Bun once, before the programs that are written for it. */
const test = ({ delivered }: Delivery): Step[] =>
  [...Map.groupBy(delivered, deeds.bunOf)].flatMap(([version, all]) => {
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
        outputs: `type=oci,dest=${deeds.archive(each)},rewrite-timestamp=true`,
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
          { name: `Hold ${each.key} to ${mostMib} MiB`, run: script(...deeds.hold(each, mostMib)) },
        ]),
  ];
};

const listParts = (each: Delivered): Step => ({
  name: `List the parts of ${each.key}`,
  env: { SYFT: expression("steps.syft.outputs.cmd") },
  run: script(...deeds.listParts(each)),
});

const scan = (each: Delivered, { vex }: Around): Step => ({
  name: `Scan ${each.key}`,
  env: { GRYPE: expression("steps.grype.outputs.cmd") },
  run: script(...(vex ? deeds.gatherStatements : []), ...deeds.scan(each)),
});

const repositoryUrl = ({ repository }: Delivered): string =>
  `${expression("steps.registry.outputs.registry")}/${repository}`;

const push = (each: Delivered): Step => ({
  name: `Push ${each.key} by digest`,
  id: `push-${each.key}`,
  env: { REPOSITORY: repositoryUrl(each) },
  run: script(...deeds.push(each), 'echo "digest=$digest" >> "$GITHUB_OUTPUT"'),
});

const ofPushed = (each: Delivered, { digestOf }: Around) => ({
  IMAGE: `${repositoryUrl(each)}@${digestOf(each.key)}`,
});

const sign = (each: Delivered, around: Around): Step => ({
  name: `Sign ${each.key}`,
  env: ofPushed(each, around),
  run: script(...deeds.sign),
});

const attest = (each: Delivered, around: Around): Step => ({
  name: `Attest the parts of ${each.key}`,
  env: ofPushed(each, around),
  run: script(...deeds.attest(each)),
});

const verify = (each: Delivered, around: Around): Step => {
  const { name, props } = around.delivery;
  const home = hosts["github-actions"].home(props.repository ?? expression("github.repository"));
  return {
    name: `Verify ${each.key}`,
    env: {
      ...ofPushed(each, around),
      SIGNER: `${home}/.github/workflows/${name}.yml@refs/heads/${props.on.push}`,
    },
    run: script(...deeds.verify("github-actions")),
  };
};

const updateManifests = (around: Around): Step[] =>
  around.delivery.targets.flatMap(({ manifests, images }) =>
    images.map((each) => ({
      name: `Write the digest of ${each.key} into the manifests`,
      "working-directory": `${manifests}/${digestsFolder}`,
      env: ofPushed(each, around),
      run: script(...deeds.updateManifests(each)),
    })),
  );

const apply = ({ delivery, rolloutS }: Around): Step[] =>
  delivery.targets.map((target) => ({
    name: `Deploy to ${target.name}`,
    run: script(...deeds.apply(target, delivery, rolloutS)),
  }));

const commit = ({ delivery }: Around): Step => ({
  name: "Commit the manifests",
  env: { TOKEN: expression("github.token") },
  run: script(
    ...deeds.commit(delivery, {
      name: "github-actions[bot]",
      email: "41898282+github-actions[bot]@users.noreply.github.com",
      commit: "$GITHUB_SHA",
      url: "https://github.com/$GITHUB_REPOSITORY",
      branch: "$GITHUB_REF_NAME",
      user: "x-access-token",
      passwordIn: "TOKEN",
    }),
  ),
});

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
      return props.delivery === "push" ? apply(around) : [commit(around)];
  }
};
