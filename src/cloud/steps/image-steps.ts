import { join } from "node:path/posix";
import type { Deployment, ImagePlace } from "./deployment.ts";
import { run, type Step, type Text, value } from "./step.ts";
import { type Programs, upper, type Way } from "./way.ts";

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

/** The value that the digest of an image becomes. */
export const digestOf = ({ image }: ImagePlace): string => `${upper(image.folder)}_DIGEST`;

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

const isPushed = (place: ImagePlace, tag: string, { region }: Deployment) =>
  run(
    [
      ...["aws", "ecr", "describe-images", "--region", region],
      ...["--repository-name", place.repository, "--image-ids", `imageTag=${tag}`],
      ...["--query", "imageDetails[0].imageDigest", "--output", "text"],
    ],
    { into: digestOf(place) },
  );

const imageStep = (place: ImagePlace, deployment: Deployment, way: Way): Step => {
  const { image, output } = place;
  const { builder } = way.programs;
  const tag = way.tags.get(image.folder) ?? "latest";
  const name: Text = [value(upper(output)), `:${tag}`];
  const file = `images/${image.folder}/Dockerfile`;
  const arguments_ = [image.builder, image.base]
    .filter(({ digest }) => digest === undefined)
    .flatMap(({ digestName }) => ["--build-arg", [`${digestName}=`, value(digestName)]]);
  return {
    id: `image ${image.folder}`,
    says: `Build the image of "${image.program.name}" and push it, unless its source is there as it is`,
    unless: [{ when: [isPushed(place, tag, deployment)] }],
    deeds: [
      run([
        builder,
        "build",
        ...["--file", file],
        // With no time of its own in it, an image that is built again is the same image.
        ...(builder === "docker"
          ? ["--build-arg", "SOURCE_DATE_EPOCH=0"]
          : ["--ignorefile", `${file}.dockerignore`, "--timestamp", "0"]),
        ...arguments_,
        ...["--tag", name, join(way.project, image.context)],
      ]),
      ...pushed(place, name, way.programs),
    ],
  };
};

/** Logs in, and builds and pushes what the registry does not have yet. */
export const imageSteps = (deployment: Deployment, way: Way): readonly Step[] =>
  deployment.images.length === 0
    ? []
    : [
        loginStep(deployment, way),
        ...deployment.images.map((image) => imageStep(image, deployment, way)),
      ];
