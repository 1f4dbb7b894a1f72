import type { ClusterPlace, Deployment, ImagePlace } from "./deployment.ts";
import { run, type Step, type Text, value } from "./step.ts";

/** The programs that do it, as found on the machine. */
export interface Programs {
  readonly terraform: "terraform" | "tofu";
  readonly builder: "buildah" | "podman" | "docker";
}

/** What differs from place to place. */
export interface Way {
  readonly programs: Programs;
  /** Further settings of the backend, `key=value`. @default none */
  readonly backendConfig?: readonly string[];
  /** Absolute folder that the sources of images are relative to. */
  readonly project: string;
  /** The tag of each image by its folder: changes when its source does. */
  readonly tags: ReadonlyMap<string, string>;
  /** How long a rollout may take, ms. */
  readonly rolloutMs: number;
  /** Whether the clusters and registries of the account are there; a stand-in has none. */
  readonly hasClusters: boolean;
}

export const bootstrap = "terraform/bootstrap";
export const main = "terraform";

const upper = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");

/** Whose account it is, by the credentials that the person has. */
export const whoAmI = ({ region }: Deployment): Step => ({
  id: "account",
  says: "Ask the account who asks",
  deeds: [
    run(
      [
        ...["aws", "sts", "get-caller-identity", "--region", region],
        ...["--query", "Account", "--output", "text"],
      ],
      { into: "ACCOUNT" },
    ),
  ],
});

/** Plan, ask, and apply that very plan. */
const applied = (program: string, root: string) => [
  run([program, `-chdir=${root}`, "plan", "-input=false", "-json", "-out=plan"], {
    prints: "terraform",
  }),
  { do: "confirm", root } as const,
  run([program, `-chdir=${root}`, "apply", "-input=false", "-json", "plan"], {
    prints: "terraform",
  }),
];

const stateSteps = ({ name, region, hasState }: Deployment, { programs }: Way): readonly Step[] => {
  const { terraform } = programs;
  if (!hasState) return [];
  const known = [`${name}-state-`, value("ACCOUNT")];
  return [
    {
      id: "state bucket",
      says: "Make the bucket of the state, once for each account",
      unless: [
        run(["test", "!", "-e", `${bootstrap}/terraform.tfstate`]),
        run(["aws", "s3api", "head-bucket", "--region", region, "--bucket", known]),
      ],
      deeds: [
        run([terraform, `-chdir=${bootstrap}`, "init", "-input=false", "-no-color"]),
        ...applied(terraform, bootstrap),
      ],
    },
  ];
};

/** Makes Terraform ready for the state of the account. */
export const initStep = ({ name, hasState }: Deployment, way: Way): Step => ({
  id: "init",
  says: "Get the provider, and find the state",
  deeds: [
    run([
      way.programs.terraform,
      `-chdir=${main}`,
      "init",
      ...["-input=false", "-no-color", "-reconfigure"],
      ...(hasState
        ? [
            [`-backend-config=bucket=${name}-state-`, value("ACCOUNT")],
            ...(way.backendConfig ?? []).map((each) => `-backend-config=${each}`),
          ]
        : []),
    ]),
  ],
});

const applyStep = ({ outputs }: Deployment, { programs: { terraform } }: Way): Step => ({
  id: "apply",
  says: "Plan the account's resources, show the plan, and apply that very plan",
  deeds: [
    ...applied(terraform, main),
    ...outputs.map((output) =>
      run([terraform, `-chdir=${main}`, "output", "-raw", output], { into: upper(output) }),
    ),
  ],
});

const host = ({ region }: Deployment): Text => [
  value("ACCOUNT"),
  `.dkr.ecr.${region}.amazonaws.com`,
];

/** The login goes through a pipe: what stands on a command line is seen by all. */
const loginStep = (deployment: Deployment, { programs: { builder } }: Way): Step => ({
  id: "registry login",
  says: "Log in to the registry",
  deeds: [
    run([builder, "login", "--username", "AWS", "--password-stdin", host(deployment)], {
      from: ["aws", "ecr", "get-login-password", "--region", deployment.region],
      prints: "secret",
    }),
  ],
});

const digestOf = ({ image }: ImagePlace): string => `${upper(image.folder)}_DIGEST`;

/** Docker tells a digest only by inspecting what it pushed, the other two write it into a file. */
const pushed = (place: ImagePlace, name: Text, { builder }: Programs) => {
  const file = `${place.image.folder}.digest`;
  if (builder !== "docker") {
    return [
      run([builder, "push", "--digestfile", file, name]),
      run(["cat", file], { into: digestOf(place) }),
    ];
  }
  const template = `{{range .RepoDigests}}{{.}}{{end}}`;
  return [
    run([builder, "push", name]),
    run(["sed", "s/.*@//"], {
      from: [builder, "inspect", "--format", template, name],
      into: digestOf(place),
    }),
  ];
};

const imageStep = (place: ImagePlace, deployment: Deployment, way: Way): Step => {
  const { image, repository, output } = place;
  const { builder } = way.programs;
  const tag = way.tags.get(image.folder) ?? "latest";
  const name: Text = [value(upper(output)), `:${tag}`];
  const file = `images/${image.folder}/Dockerfile`;
  const arguments_ = [image.builder, image.base]
    .filter(({ digest }) => digest === undefined)
    .flatMap(({ digestName }) => ["--build-arg", [`${digestName}=`, value(digestName)]]);
  return {
    id: `image ${image.folder}`,
    says: `Build the image of "${image.service.name}" and push it, unless its source is there as it is`,
    unless: [
      run(
        [
          ...["aws", "ecr", "describe-images", "--region", deployment.region],
          ...["--repository-name", repository, "--image-ids", `imageTag=${tag}`],
          ...["--query", "imageDetails[0].imageDigest", "--output", "text"],
        ],
        { into: digestOf(place) },
      ),
    ],
    deeds: [
      run([
        builder,
        "build",
        ...["--file", file],
        ...(builder === "docker" ? [] : ["--ignorefile", `${file}.dockerignore`]),
        ...arguments_,
        ...["--tag", name, `${way.project}/${image.source}`],
      ]),
      ...pushed(place, name, way.programs),
    ],
  };
};

const releaseOf = ({ folder }: ClusterPlace): string => folder.replace("kubernetes/", "release/");

/** What the cluster is given: what `synth` wrote, with the images that were pushed. */
const releaseFile = (cluster: ClusterPlace, images: readonly ImagePlace[], hasImages: boolean) => {
  const lines: (string | ReturnType<typeof value>)[] = [
    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
    `resources:\n  - ../../${cluster.folder}\n`,
  ];
  const own = hasImages ? images : [];
  if (own.length > 0) lines.push("images:\n");
  for (const place of own) {
    lines.push(
      ...[`  - name: ${place.writtenAs}\n    newName: `, value(upper(place.output))],
      ...["\n    digest: ", value(digestOf(place)), "\n"],
    );
  }
  return { do: "write", path: `${releaseOf(cluster)}/kustomization.yaml`, text: lines } as const;
};

export const kubectl = (cluster: ClusterPlace, ...words: readonly Text[]): readonly Text[] => [
  "kubectl",
  `--kubeconfig=${kubeconfigOf(cluster)}`,
  ...words,
];

/** Never the person's own: that one is theirs. */
export const kubeconfigOf = ({ folder }: ClusterPlace): string =>
  `${folder.replace("kubernetes/", "")}.kubeconfig`;

export const accessStep = (cluster: ClusterPlace, { region }: Deployment): Step => ({
  id: `access ${cluster.node.name}`,
  says: `Get access to the cluster "${cluster.node.name}", in a file of the work folder`,
  deeds: [
    run([
      ...["aws", "eks", "update-kubeconfig", "--region", region],
      ...["--name", cluster.nameInAccount ?? cluster.node.name],
      ...["--kubeconfig", kubeconfigOf(cluster)],
    ]),
  ],
});

const seconds = (ms: number): string => `${Math.round(ms / 1_000)}s`;

const objectSteps = (
  cluster: ClusterPlace,
  { images }: Deployment,
  { rolloutMs, hasClusters }: Way,
): readonly Step[] => [
  {
    id: `objects ${cluster.node.name}`,
    says: `Apply the objects to the cluster "${cluster.node.name}"`,
    deeds: [
      releaseFile(cluster, images, hasClusters),
      run(
        kubectl(
          cluster,
          ...["apply", "--server-side", "--force-conflicts", "--field-manager=plinth"],
          ...["--validate=strict", "-k", releaseOf(cluster)],
        ),
      ),
    ],
  },
  {
    id: `rollout ${cluster.node.name}`,
    says: "Wait until all of it has been rolled out",
    deeds: cluster.workloads.map(({ kind, name, namespace }) =>
      run(
        kubectl(
          cluster,
          ...["rollout", "status", `${kind}/${name}`, `--namespace=${namespace}`],
          `--timeout=${seconds(rolloutMs)}`,
        ),
      ),
    ),
  },
];

/** A balancer's new name takes minutes to be known everywhere, and its targets to be healthy. */
const answersWithinMs = 600_000;

const doorStep = ({ output, path }: Deployment["doors"][number]): Step => ({
  id: `door ${output}`,
  says: "Ask at the door until it answers",
  deeds: [
    {
      do: "call",
      url: ["http://", value(upper(output)), path],
      timeoutMs: answersWithinMs,
    },
  ],
});

/** What is done in the account: first of all, and again for nothing if it was done before. */
export const accountSteps = (deployment: Deployment, way: Way): readonly Step[] =>
  deployment.hasTerraform
    ? [
        whoAmI(deployment),
        ...stateSteps(deployment, way),
        initStep(deployment, way),
        applyStep(deployment, way),
      ]
    : [];

/** What is done on clusters: after the account, or against a control plane that stands in. */
export const clusterSteps = (deployment: Deployment, way: Way): readonly Step[] => {
  const images = way.hasClusters ? deployment.images : [];
  return [
    ...(images.length > 0 ? [loginStep(deployment, way)] : []),
    ...images.map((image) => imageStep(image, deployment, way)),
    ...deployment.clusters.flatMap((cluster) => [
      ...(way.hasClusters && cluster.nameInAccount !== undefined
        ? [accessStep(cluster, deployment)]
        : []),
      ...objectSteps(cluster, deployment, way),
    ]),
    ...(way.hasClusters ? deployment.doors.map(doorStep) : []),
  ];
};
