import { join, resolve } from "node:path";
import type { DeployEvent } from "#plinth/cloud/perform/event.ts";
import { perform } from "#plinth/cloud/perform/perform.ts";
import { timelineOf } from "#plinth/cloud/perform/timeline.ts";
import { accountSteps } from "#plinth/cloud/steps/account-steps.ts";
import { clusterSteps } from "#plinth/cloud/steps/cluster-steps.ts";
import { type Deployment, deploymentOf } from "#plinth/cloud/steps/deployment.ts";
import { destroySteps } from "#plinth/cloud/steps/destroy-steps.ts";
import { kubeconfigOf } from "#plinth/cloud/steps/kubectl.ts";
import { shellOf } from "#plinth/cloud/steps/shell.ts";
import type { Step } from "#plinth/cloud/steps/step.ts";
import type { Change } from "#plinth/cloud/terraform/message.ts";
import { exists } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { CliWorld } from "../cli-world.ts";
import type { Opened } from "../open-system.ts";
import { showJson } from "../show-json.ts";
import { changesIn } from "../synth/changes.ts";
import { wantedFiles } from "../synth/wanted.ts";
import { writeChanges } from "../synth/write.ts";
import { type Found, findNeeded } from "./found.ts";
import { showOf } from "./show.ts";
import { endsWith, environmentIn } from "./stage.ts";
import { wayOf } from "./way-of.ts";

export interface Asked {
  readonly verb: "deploy" | "destroy";
  readonly opened: Opened;
  readonly out: string | undefined;
  readonly rolloutMs: number;
  readonly dryRun: boolean;
  readonly json: boolean;
  /** Whether what a plan changes is to be done. */
  confirm(changes: readonly Change[]): Promise<boolean>;
}

/** A deployment with its folder and its steps. */
interface Prepared {
  readonly deployment: Deployment;
  readonly folder: string;
  readonly steps: readonly Step[];
}

const prepare = (asked: Asked, found: Found, cwd: string): Prepared => {
  const { opened, out, rolloutMs, verb } = asked;
  const { system, root } = opened;
  const deployment = deploymentOf(system);
  const folder =
    out === undefined ? join(root, ".plinth", "deploy", deployment.name) : resolve(cwd, out);
  const way = wayOf(deployment, found, { project: root, rolloutMs });
  const steps =
    verb === "deploy"
      ? [...accountSteps(deployment, way), ...clusterSteps(deployment, way)]
      : destroySteps(deployment, way);
  return { deployment, folder, steps };
};

/** Digests that no file knows are given in the environment, by the names that the Dockerfile has. */
const digestsGiven = (
  { digestsAsked }: Deployment,
  { env }: CliWorld,
): ReadonlyMap<string, string> => {
  const lacking = digestsAsked.filter(({ name }) => env[name] === undefined);
  if (lacking.length > 0) {
    const says = "the digest of an image that is built on is not known; nothing was changed";
    throw new Refusal("environment", says, {
      details: lacking.map(
        ({ name, of }) =>
          `set ${name}=sha256:…, as "docker buildx imagetools inspect ${of}" tells, ` +
          "or write it after the name in the model",
      ),
    });
  }
  return new Map(digestsAsked.map(({ name }) => [name, env[name] ?? ""]));
};

const dryRun = (asked: Asked, { folder, steps }: Prepared, { terminal }: CliWorld): void => {
  const env = { TF_IN_AUTOMATION: "1" };
  const lines = shellOf(steps, { folder, env });
  if (asked.json) showJson(terminal.out, { folder, would: lines });
  else for (const line of lines) terminal.out.line(line);
};

/** A cluster that stands in no account gives no access by itself. */
const refuseWithoutAccess = ({ verb }: Asked, { deployment, folder }: Prepared): void => {
  for (const cluster of deployment.clusters) {
    const file = join(folder, kubeconfigOf(cluster));
    // Its objects go with its machines, which the account ends.
    if (verb === "destroy" && cluster.node.kind === "k3s") continue;
    if (cluster.nameInAccount !== undefined || exists(file)) continue;
    const says = `"${cluster.node.name}" stands in no account that could give access to it`;
    throw new Refusal("environment", `${says}; put its kubeconfig at ${file}`);
  }
};

/** What the model protects is not destroyed by accident: the model has to let it go first. */
const refuseGuarded = ({ guarded }: Deployment): void => {
  if (guarded.length === 0) return;
  const says = "the model protects a part of it, and nothing was destroyed";
  const remedy = "take protected: true away, deploy that, and destroy again";
  throw new Refusal("model", `${says}; ${remedy}`, {
    details: guarded.map((id) => `"${id}" is protected`),
  });
};

const writeFiles = (asked: Asked, folder: string): void => {
  const { system } = asked.opened;
  const wanted = wantedFiles(system);
  const place = { folder, shown: folder };
  writeChanges(place, system, wanted, changesIn(place, system, wanted));
};

/** Brings a system to its cloud, or ends it there; or says how. @throws Refusal */
export const deployOrDestroy = async (asked: Asked, world: CliWorld): Promise<void> => {
  if (asked.dryRun) return dryRun(asked, prepare(asked, new Map(), world.cwd), world);
  const found = await findNeeded(deploymentOf(asked.opened.system));
  const prepared = prepare(asked, found, world.cwd);
  const { deployment, folder, steps } = prepared;
  refuseWithoutAccess(asked, prepared);
  if (asked.verb === "destroy") refuseGuarded(deployment);
  const given = asked.verb === "deploy" ? digestsGiven(deployment, world) : [];
  writeFiles(asked, folder);
  const events: DeployEvent[] = [];
  const show = await showOf(world, { json: asked.json, isQuiet: false });
  const values = new Map(given);
  try {
    await perform(steps, {
      folder,
      env: environmentIn(folder, world),
      values,
      confirm: async (_, changes) => {
        show.done();
        return asked.confirm(changes);
      },
      on: (event) => {
        events.push(event);
        show.on(event);
      },
      stopping: world.stopping,
      started: endsWith(world),
      afterStop: "what is done stays, and the same command goes on",
    });
  } finally {
    show.done();
  }
  const told = Object.fromEntries(
    deployment.outputs.flatMap((name) => {
      const value = values.get(name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_"));
      return value === undefined ? [] : [[name, value]];
    }),
  );
  if (asked.json) showJson(world.terminal.out, { outputs: told, timeline: timelineOf(events) });
  else for (const [name, text] of Object.entries(told)) world.terminal.out.line(`${name} ${text}`);
};
