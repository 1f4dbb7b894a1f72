import type { BaseImage } from "../../images/image.ts";
import { digestsFolder } from "../../kubernetes/kustomization.ts";
import type { Delivery } from "../delivery.ts";
import { idOf } from "../id.ts";
import { type Deed, knowsVex, refuseDisorder, type Stage } from "../order.ts";
import { type Job, kept, runIn } from "./job.ts";
import { type Handed, type Task, tasksOf } from "./tasks.ts";

/** A job with its place. */
interface Placed {
  readonly name: string;
  readonly stage: Stage;
  readonly deed: Deed;
  readonly task: Task;
}

/** All jobs in order, deed by deed. */
const placed = (delivery: Delivery): readonly (readonly Placed[])[] => {
  const { stages } = delivery.props;
  return stages.flatMap((stage, i) =>
    stage.does.map((deed) => {
      const around = {
        delivery,
        vex: knowsVex(stages.slice(0, i + 1)),
        // Half of the job's time: the other half is for what comes before.
        rolloutS: Math.ceil(stage.minutes[1] * 30),
      };
      return tasksOf(deed, around).map((task) => {
        const own = task.name ?? deed;
        const id = idOf(stage.name);
        return { name: own === id ? own : `${id}:${own}`, stage, deed, task };
      });
    }),
  );
};

/** What a job keeps for others. */
const artifacts = (handed: Handed, { targets }: Delivery): object => {
  const what: Readonly<Record<Handed, object>> = {
    images: { paths: ["image/*.tar"] },
    parts: { paths: ["image/*.cdx.json"] },
    digests: { reports: { dotenv: "pushed.env" } },
    manifests: { paths: targets.map(({ manifests }) => `${manifests}/${digestsFolder}/`) },
  };
  return kept(what[handed]);
};

/** Who a job is, to whom it may say so: nobody, where it does neither act in the cloud nor sign. */
const idTokens = ({ cloud, signs = false }: Task): Job["id_tokens"] | undefined =>
  cloud === undefined
    ? undefined
    : {
        AWS_ID_TOKEN: { aud: "sts.amazonaws.com" },
        ...(signs && { SIGSTORE_ID_TOKEN: { aud: "sigstore" } }),
      };

/** The role is taken on by whoever asks AWS first, by the token in the file. */
const cloudVariables = ({ region, roleVariable }: Delivery) => ({
  AWS_REGION: region,
  AWS_ROLE_ARN: `$${roleVariable}`,
  AWS_ROLE_SESSION_NAME: "gitlab-$CI_JOB_ID",
  AWS_WEB_IDENTITY_TOKEN_FILE: "/tmp/aws-id-token",
});

const preparing = ({ packages, cloud }: Task): readonly string[] => [
  ...(packages ? [`apk add --no-cache ${packages.join(" ")}`] : []),
  ...(cloud ? ['printf %s "$AWS_ID_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"'] : []),
  ...(cloud === "skopeo" || cloud === "cosign"
    ? [
        "ACCOUNT=$(aws sts get-caller-identity --query Account --output text)",
        'REGISTRY="$ACCOUNT.dkr.ecr.$AWS_REGION.amazonaws.com"',
        "aws ecr get-login-password | " +
          `${cloud} login --username AWS --password-stdin "$REGISTRY"`,
      ]
    : []),
];

const jobOf = ({ stage, deed, task }: Placed, needs: Job["needs"], delivery: Delivery): Job => {
  const tokens = idTokens(task);
  const before = preparing(task);
  const { system, name } = delivery;
  return {
    stage: idOf(stage.name),
    image: runIn(task.runsIn),
    timeout: `${Math.ceil(stage.minutes[1])} minutes`,
    needs,
    ...(task.acts && { resource_group: name }),
    // GitLab then lets no older deployment come after a newer one.
    ...(deed === "deploy" && { environment: { name: `${system.name}/${system.profile}` } }),
    ...(tokens && { id_tokens: tokens }),
    variables: {
      // Hosted runners are new for each job: where nothing is cloned, nothing is left of another.
      GIT_STRATEGY: task.readsCode ? "clone" : "none",
      ...(task.cloud && cloudVariables(delivery)),
      ...task.variables,
    },
    ...(before.length > 0 && { before_script: before }),
    script: task.script,
    ...(task.hands && { artifacts: artifacts(task.hands, delivery) }),
  };
};

/** Each job begins when the last of the deed before it has ended well, and is given what it takes. */
const jobsOf = (delivery: Delivery): Record<string, Job> => {
  const deeds = placed(delivery).filter((jobs) => jobs.length > 0);
  const handedBy = new Map<Handed, string>();
  const jobs: [string, Job][] = [];
  let before: readonly string[] = [];
  for (const all of deeds) {
    for (const each of all) {
      const given = (each.task.takes ?? []).flatMap((what) => handedBy.get(what) ?? []);
      const needs = [...new Set([...before, ...given])].map((job) => ({
        job,
        artifacts: given.includes(job),
      }));
      jobs.push([each.name, jobOf(each, needs, delivery)]);
      if (each.task.hands) handedBy.set(each.task.hands, each.name);
    }
    before = all.map(({ name }) => name);
  }
  return Object.fromEntries(jobs);
};

/** The images that jobs run in and whose digest somebody has to say, each once. */
export const imagesToPin = (delivery: Delivery): readonly BaseImage[] => {
  const all = placed(delivery).flatMap((jobs) => jobs.map(({ task }) => task.runsIn));
  const open = all.filter(({ digest }) => digest === undefined);
  return [...new Map(open.map((each) => [each.name, each])).values()];
};

/** A pipeline as GitLab's own file. @throws Refusal when its order cannot be */
export const gitLabPipelineOf = (delivery: Delivery): object => {
  refuseDisorder(delivery);
  const { name, props, arm } = delivery;
  const branch = JSON.stringify(props.on.push);
  return {
    workflow: {
      name,
      rules: [{ if: `$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == ${branch}` }],
      // A second push waits: half a deployment helps nobody.
      auto_cancel: { on_new_commit: "none" },
    },
    default: {
      interruptible: false,
      tags: [arm ? "saas-linux-small-arm64" : "saas-linux-small-amd64"],
    },
    stages: props.stages.map((stage) => idOf(stage.name)),
    ...jobsOf(delivery),
  };
};
