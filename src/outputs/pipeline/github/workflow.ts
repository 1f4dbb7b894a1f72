import { Refusal } from "#plinth/model/refusal.ts";
import type { Delivery } from "../delivery.ts";
import { idOf } from "../id.ts";
import { anyOf, knowsVex, refuseDisorder, type Stage } from "../order.ts";
import { action, expression, type Step } from "./step.ts";
import { stepsOf } from "./steps.ts";

/** Made anew each time: YAML would write one that is used twice as an anchor. */
const artefact = () => ({ name: "image", path: "image" });

/** What a job needs on its machine before it does anything. */
const preparing = (stage: Stage, delivery: Delivery): readonly Step[] => {
  const steps: [boolean, Step][] = [
    [
      anyOf(stage, "test", "build", "vex", "update-manifests", "deploy"),
      {
        name: "Check out",
        uses: action("actions/checkout"),
        with: { "persist-credentials": false },
      },
    ],
    [
      anyOf(stage, "sbom", "scan", "push", "attest") && !anyOf(stage, "build"),
      { name: "Fetch the image", uses: action("actions/download-artifact"), with: artefact() },
    ],
    [
      anyOf(stage, "build") || (anyOf(stage, "test") && delivery.delivered.some((e) => !e.image)),
      { name: "BuildKit", uses: action("docker/setup-buildx-action") },
    ],
    [anyOf(stage, "build"), { name: "Room for the image", run: "mkdir --parents image" }],
    [
      anyOf(stage, "sbom"),
      { name: "Syft", id: "syft", uses: action("anchore/sbom-action", "download-syft") },
    ],
    [
      anyOf(stage, "scan"),
      { name: "Grype", id: "grype", uses: action("anchore/scan-action", "download-grype") },
    ],
    [
      anyOf(stage, "sign", "attest", "verify"),
      { name: "Cosign", uses: action("sigstore/cosign-installer") },
    ],
    [
      needsCloud(stage, delivery),
      {
        name: "Take on the role",
        uses: action("aws-actions/configure-aws-credentials"),
        with: {
          "role-to-assume": expression(`vars.${delivery.roleVariable}`),
          "aws-region": delivery.region,
        },
      },
    ],
    [
      anyOf(stage, "push", "sign", "attest", "verify", "update-manifests"),
      { name: "Log in", id: "registry", uses: action("aws-actions/amazon-ecr-login") },
    ],
  ];
  return steps.flatMap(([isNeeded, step]) => (isNeeded ? [step] : []));
};

const needsCloud = (stage: Stage, { props }: Delivery): boolean =>
  anyOf(stage, "push", "sign", "attest", "verify", "update-manifests") ||
  (anyOf(stage, "deploy") && props.delivery === "push");

/** As little as the job can do with. */
const permissionsOf = (stage: Stage, delivery: Delivery) => ({
  contents: anyOf(stage, "deploy") && delivery.props.delivery === "pull" ? "write" : "read",
  // For the cloud's role and for signing: whoever runs is told by a token, and no key is kept.
  ...(needsCloud(stage, delivery) && { "id-token": "write" }),
});

const jobOf = (stage: Stage, before: readonly Stage[], delivery: Delivery) => {
  const pushed = [...before, stage].find((each) => anyOf(each, "push"));
  const last = before.at(-1);
  const needs = [...new Set([last, pushed])].flatMap((each) =>
    each === undefined || each === stage ? [] : [idOf(each.name)],
  );
  const around = {
    delivery,
    // Half of the job's time: the other half is for what comes before.
    rolloutS: Math.ceil(stage.minutes[1] * 30),
    vex: knowsVex([...before, stage]),
    digestOf: (key: string) =>
      expression(
        pushed === stage
          ? `steps.push-${key}.outputs.digest`
          : `needs.${idOf(pushed?.name ?? "")}.outputs.${key}`,
      ),
  };
  const keeps = anyOf(stage, "build", "sbom");
  return {
    name: stage.name,
    "runs-on": delivery.arm ? "ubuntu-24.04-arm" : "ubuntu-24.04",
    "timeout-minutes": Math.ceil(stage.minutes[1]),
    ...(needs.length > 0 && { needs }),
    permissions: permissionsOf(stage, delivery),
    ...(pushed === stage && {
      outputs: Object.fromEntries(delivery.delivered.map(({ key }) => [key, around.digestOf(key)])),
    }),
    steps: [
      ...preparing(stage, delivery),
      ...stage.does.flatMap((deed) => stepsOf(deed, around)),
      ...(keeps
        ? [
            {
              name: "Keep the image",
              uses: action("actions/upload-artifact"),
              with: { ...artefact(), overwrite: true, "retention-days": 7 },
            },
          ]
        : []),
    ],
  };
};

/** A job has a check-out of its own: what another wrote into the manifests is not in it. */
const refuseApart = ({ name, props: { stages } }: Delivery): void => {
  const stage = stages.find((each) => anyOf(each, "deploy") && !anyOf(each, "update-manifests"));
  if (stage === undefined) return;
  const says = `stage "${stage.name}" of "${name}" does "deploy" without "update-manifests"`;
  throw new Refusal(
    "model",
    `${says}, and on GitHub a stage sees no file of another; write both into one stage`,
  );
};

/** A pipeline as GitHub's workflow. @throws Refusal when its order cannot be */
export const workflowOf = (delivery: Delivery): object => {
  refuseDisorder(delivery);
  refuseApart(delivery);
  const { name, props } = delivery;
  return {
    name,
    on: { push: { branches: [props.on.push] } },
    permissions: {},
    // A second push waits: half a deployment helps nobody.
    concurrency: { group: name, "cancel-in-progress": false },
    defaults: { run: { shell: "bash" } },
    jobs: Object.fromEntries(
      props.stages.map((stage, i) => [
        idOf(stage.name),
        jobOf(stage, props.stages.slice(0, i), delivery),
      ]),
    ),
  };
};
