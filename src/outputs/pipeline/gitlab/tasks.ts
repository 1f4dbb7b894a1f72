import { hosts } from "#plinth/kinds/pipeline/engines.ts";
import { type BaseImage, withoutDigest } from "../../images/image.ts";
import { digestsFolder } from "../../kubernetes/kustomization.ts";
import * as deeds from "../deeds.ts";
import type { Delivered, Delivery } from "../delivery.ts";
import type { Deed } from "../order.ts";
import { toolImage } from "./job.ts";

/** What later jobs are given by earlier ones. */
export type Handed = "images" | "parts" | "digests" | "manifests";

/** A job before it has its place in a pipeline. */
export interface Task {
  /** What its job is called beside others of the same deed. @default as its deed */
  readonly name?: string;
  readonly runsIn: BaseImage;
  /** Packages of Alpine that it takes first. */
  readonly packages?: readonly string[];
  /** Whether it reads files of the repository. */
  readonly readsCode?: boolean;
  /** Whether it takes on the role, and what then logs in to the registry. */
  readonly cloud?: "role" | "skopeo" | "cosign";
  /** Whether Sigstore is told who it is. */
  readonly signs?: boolean;
  /** Whether it changes something outside of its pipeline. */
  readonly acts?: boolean;
  readonly takes?: readonly Handed[];
  readonly hands?: Handed;
  readonly variables?: Readonly<Record<string, string>>;
  readonly script: readonly string[];
}

/** What a deed has to know besides. */
interface Around {
  readonly delivery: Delivery;
  readonly vex: boolean;
  readonly rolloutS: number;
}

/** The variable that holds an image by its digest, from its push on. */
const pushedAs = ({ key }: Delivered): string =>
  `IMAGE_${key.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_")}`;

const ofPushed = (each: Delivered): string => `IMAGE="$${pushedAs(each)}"`;

const into = (folder: string): string => `cd "$CI_PROJECT_DIR/${folder}"`;

const inAlpine = (...packages: readonly string[]) => ({
  runsIn: toolImage("alpine"),
  packages,
});

const inBuildKit = {
  runsIn: toolImage("buildkit"),
  readsCode: true,
  // A job's container may make no namespace of processes within its own.
  variables: { BUILDKITD_FLAGS: "--oci-worker-no-process-sandbox" },
} as const;

const buildctl = (...words: readonly string[]): string =>
  ["buildctl-daemonless.sh build --frontend dockerfile.v0", ...words].join(" \\\n  ");

const test = ({ delivered }: Delivery): Task[] => {
  const groups = [...Map.groupBy(delivered, deeds.bunOf)];
  return groups.map(([version, all]) => {
    const name = groups.length > 1 && { name: version ? `test-bun-${version}` : "test-image" };
    const [first] = all;
    if (!first?.image) {
      const targets = all.map(({ source }) =>
        buildctl(`--local context=${source} --local dockerfile=${source}`, "--opt target=test"),
      );
      return { ...inBuildKit, ...name, script: targets };
    }
    const script = all.flatMap((each) => [into(each.source), ...deeds.testsOf(each)]);
    return { ...name, runsIn: first.image.builder, readsCode: true, script };
  });
};

const buildOne = (each: Delivered, { arm }: Delivery): string => {
  const at = each.dockerfile.lastIndexOf("/");
  const digests = each.image ? withoutDigest(each.image) : [];
  return buildctl(
    `--local context=${each.context}`,
    `--local dockerfile=${each.dockerfile.slice(0, at)}`,
    `--opt filename=${each.dockerfile.slice(at + 1)}`,
    `--opt platform=${arm ? "linux/arm64" : "linux/amd64"}`,
    // With no time of its own in it, an image that is built again is the same image.
    "--opt build-arg:SOURCE_DATE_EPOCH=0",
    '--opt "build-arg:REVISION=$CI_COMMIT_SHA"',
    ...digests.map(({ digestName: name }) => `--opt "build-arg:${name}=$${name}"`),
    `--output type=oci,dest=${deeds.archive(each)},rewrite-timestamp=true`,
  );
};

const build = (delivery: Delivery): Task[] => {
  const { delivered } = delivery;
  const held = delivered.flatMap((each) => {
    const mostMib = each.image?.sizeMibMax;
    return mostMib === undefined ? [] : deeds.hold(each, mostMib);
  });
  const script = ["mkdir -p image", ...delivered.map((each) => buildOne(each, delivery))];
  return [
    { ...inBuildKit, hands: "images", script },
    ...(held.length === 0
      ? []
      : [{ name: "size", ...inAlpine("skopeo"), takes: ["images"] as const, script: held }]),
  ];
};

const scan = ({ delivery, vex }: Around): Task => ({
  runsIn: toolImage("grype"),
  readsCode: vex,
  takes: ["images"],
  variables: { GRYPE: "/grype" },
  script: [...(vex ? deeds.gatherStatements : []), ...delivery.delivered.flatMap(deeds.scan)],
});

const push = (each: Delivered): string[] => [
  `REPOSITORY="$REGISTRY/${each.repository}"`,
  ...deeds.push(each),
  `echo "${pushedAs(each)}=$REPOSITORY@$digest" >> "$CI_PROJECT_DIR/pushed.env"`,
];

/** https://docs.gitlab.com/ci/yaml/signing_examples/ */
const signer = ({ props }: Delivery): string => {
  const home = hosts["gitlab-ci"].home(props.repository ?? "$CI_PROJECT_PATH");
  return `${home}//.gitlab-ci.yml@refs/heads/${props.on.push}`;
};

const withCosign = inAlpine("aws-cli", "cosign");

const deploy = ({ delivery, rolloutS }: Around): Task => {
  const { targets } = delivery;
  const task = { readsCode: true, acts: true, takes: ["manifests"] as const };
  if (delivery.props.delivery === "push") {
    const script = targets.flatMap((target) => deeds.apply(target, delivery, rolloutS));
    return { ...task, ...inAlpine("aws-cli", "kubectl"), cloud: "role", script };
  }
  return {
    ...task,
    ...inAlpine("git"),
    script: deeds.commit(delivery, {
      // The token of a job may do what they may.
      name: "$GITLAB_USER_NAME",
      email: "$GITLAB_USER_EMAIL",
      commit: "$CI_COMMIT_SHA",
      url: "https://$CI_SERVER_HOST/$CI_PROJECT_PATH.git",
      branch: "$CI_COMMIT_BRANCH",
      user: "gitlab-ci-token",
      passwordIn: "CI_JOB_TOKEN",
    }),
  };
};

/** The jobs of one deed, each for all images. */
export const tasksOf = (deed: Deed, around: Around): readonly Task[] => {
  const { delivery } = around;
  const { delivered, targets } = delivery;
  const eachPushed = (commands: (each: Delivered) => readonly string[]): string[] =>
    delivered.flatMap((each) => [ofPushed(each), ...commands(each)]);
  switch (deed) {
    case "test":
      return test(delivery);
    case "build":
      return build(delivery);
    case "sbom": {
      const script = delivered.flatMap(deeds.listParts);
      const variables = { SYFT: "/syft" };
      return [{ runsIn: toolImage("syft"), takes: ["images"], hands: "parts", variables, script }];
    }
    case "scan":
      return [scan(around)];
    case "vex":
      // Said to the scan.
      return [];
    case "push": {
      const task = { ...inAlpine("aws-cli", "skopeo"), cloud: "skopeo", acts: true } as const;
      return [{ ...task, takes: ["images"], hands: "digests", script: delivered.flatMap(push) }];
    }
    case "sign": {
      const task = { ...withCosign, cloud: "cosign", signs: true, acts: true } as const;
      return [{ ...task, takes: ["digests"], script: eachPushed(() => deeds.sign) }];
    }
    case "attest": {
      const task = { ...withCosign, cloud: "cosign", signs: true, acts: true } as const;
      return [{ ...task, takes: ["parts", "digests"], script: eachPushed(deeds.attest) }];
    }
    case "verify": {
      const task = {
        ...withCosign,
        cloud: "cosign",
        variables: { SIGNER: signer(delivery) },
      } as const;
      const script = eachPushed(() => deeds.verify("gitlab-ci"));
      return [{ ...task, takes: ["digests"], script }];
    }
    case "update-manifests": {
      const script = targets.flatMap(({ manifests, images }) => [
        into(`${manifests}/${digestsFolder}`),
        ...images.flatMap((each) => [ofPushed(each), ...deeds.updateManifests(each)]),
      ]);
      const task = { ...inAlpine("kustomize"), readsCode: true } as const;
      return [{ ...task, takes: ["digests"], hands: "manifests", script }];
    }
    case "deploy":
      return [deploy(around)];
  }
};
