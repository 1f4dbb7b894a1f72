import { join } from "node:path";
import { findPrograms } from "#plinth/cloud/control-plane/programs.ts";
import { startControlPlane } from "#plinth/cloud/control-plane/start.ts";
import type { DeployEvent } from "#plinth/cloud/perform/event.ts";
import { timelineOf } from "#plinth/cloud/perform/timeline.ts";
import { machinesOf } from "#plinth/cloud/rehearsal/machines.ts";
import { type Rehearsal, rehearse } from "#plinth/cloud/rehearsal/rehearse.ts";
import { deploymentOf } from "#plinth/cloud/steps/deployment.ts";
import { suffix } from "#plinth/host/chance.ts";
import { startKeeper } from "#plinth/host/processes/keeper.ts";
import { makeFolder, remove } from "#plinth/host/store.ts";
import { exitCodes } from "#plinth/model/refusal.ts";
import { clusterKinds } from "#plinth/outputs/cluster-folder.ts";
import type { CliWorld } from "../cli-world.ts";
import type { Opened } from "../open-system.ts";
import { coloursOf } from "../render/colours.ts";
import { showJson } from "../show-json.ts";
import { type Found, lookForAll, missing } from "./found.ts";
import { hintsOf, showHints } from "./hints.ts";
import { showOf } from "./show.ts";
import { environmentIn } from "./stage.ts";
import { timelineLines } from "./timeline-lines.ts";
import { wayOf } from "./way-of.ts";

interface Asked {
  readonly opened: Opened;
  readonly rolloutMs: number;
  readonly json: boolean;
}

/** Of the person's environment nothing that leads to an account, and nothing that bends Terraform. */
const apart = (env: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        !/^(AWS_|TF_|KUBECONFIG$)/.test(name) ||
        /^(TF_CLI_CONFIG_FILE|TF_PLUGIN_CACHE_DIR|TF_IN_AUTOMATION)$/.test(name),
    ),
  );

const accountOf = (found: Found): Rehearsal["account"] => {
  const lacks = missing(found, ["terraform", "aws", "moto"]);
  const moto = found.get("moto");
  if (lacks !== undefined) return { missing: lacks };
  return moto && "path" in moto ? { moto: moto.path } : { missing: "there is no AWS stand-in" };
};

const clustersOf = (
  { system }: Opened,
  found: Found,
  region: string,
  world: Pick<CliWorld, "env">,
  env: Readonly<Record<string, string>>,
  parts: string[],
): Rehearsal["clusters"] => {
  const programs = findPrograms({ env: world.env });
  const wanted = programs.missing.filter(({ name }) => name !== "metrics-server");
  const lacks = [
    ...wanted.map(
      ({ name, without, remedy }) => `${name} is missing, and without it ${without}; ${remedy}`,
    ),
    ...(missing(found, ["kubectl"]) === undefined ? [] : [missing(found, ["kubectl"])]),
  ];
  if (lacks.length > 0) return { missing: lacks.join(". ") };
  const cluster = [...system.nodes.values()].find(({ kind }) => clusterKinds.has(kind));
  const machines = cluster ? machinesOf(system, cluster, region) : [];
  return {
    start: async (folder, signal) => {
      const plane = await startControlPlane({ folder, programs, env, signal, machines });
      parts.push(...plane.parts.map(({ name, version }) => `${name} ${version}`));
      return plane;
    },
  };
};

/** Rehearses a deployment, says how it went, and leaves nothing. The exit code. @throws Refusal */
export const rehearsal = async (asked: Asked, world: CliWorld): Promise<number> => {
  const { opened, rolloutMs, json } = asked;
  const { system, root } = opened;
  const deployment = deploymentOf(system);
  const found = await lookForAll(["terraform", "aws", "kubectl", "moto"]);
  const folder = join(root, ".plinth", "rehearsal", `${deployment.name}-${suffix(5)}`);
  const env = apart(environmentIn(folder, world));
  const keeper = startKeeper(env);
  keeper.keepFolder(folder);
  makeFolder(folder);
  const parts: string[] = [];
  const account = accountOf(found);
  const clusters = clustersOf(opened, found, deployment.region, world, env, parts);
  const events: DeployEvent[] = [];
  const show = await showOf(world, { json, isQuiet: true });
  const { clusters: places } = deployment;
  const hints = hintsOf(found, "moto" in account, !("missing" in clusters), places);
  if (!json) showHints(deployment.name, hints, world);
  const on = (event: DeployEvent): void => {
    events.push(event);
    show.on(event);
  };
  try {
    await rehearse({
      deployment,
      way: wayOf(deployment, found, { project: root, rolloutMs }),
      folder,
      env,
      account,
      clusters,
      on,
      stopping: world.stopping,
      started: (pid) => keeper.keep(pid),
    });
  } finally {
    show.done();
    remove(folder);
    await keeper.release();
    const timeline = timelineOf(events);
    if (json) showJson(world.terminal.out, { timeline, ...hints, real: [...hints.real, ...parts] });
    else {
      const { columns } = world.terminal.size();
      const colours = coloursOf(world.terminal.out);
      for (const line of timelineLines(timeline, { columns, colours })) {
        world.terminal.out.line(line);
      }
    }
  }
  const isPartial = "missing" in account || "missing" in clusters;
  if (isPartial) world.terminal.err.line("a part was skipped: this rehearsal is not whole");
  return isPartial ? exitCodes.partial : exitCodes.done;
};
