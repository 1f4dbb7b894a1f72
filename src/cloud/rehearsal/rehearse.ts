import { dirname, join } from "node:path";
import { nowMs } from "#plinth/host/clock.ts";
import { makeFolder, readText, writeText } from "#plinth/host/store.ts";
import { noAccount } from "#plinth/kinds/aws/role-arn.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { ControlPlane } from "../control-plane/control-plane.ts";
import type { DeployEvent } from "../perform/event.ts";
import { perform, type Stage } from "../perform/perform.ts";
import { accountSteps } from "../steps/account-steps.ts";
import type { ClusterPlace } from "../steps/cluster-place.ts";
import { clusterSteps } from "../steps/cluster-steps.ts";
import type { Deployment } from "../steps/deployment.ts";
import { deleteSteps, destroySteps } from "../steps/destroy-steps.ts";
import { kubeconfigOf } from "../steps/kubectl.ts";
import type { Way } from "../steps/way.ts";
import { inventory } from "./left.ts";
import { removeDeleteMarkers } from "./moto.ts";
import { backendConfig, overrides } from "./overrides.ts";
import { definitionsSteps, disksSteps, endOfState, noDrift } from "./own-steps.ts";
import { type StandIn, startStandIn } from "./stand-in.ts";

/** What a rehearsal is made of; what is missing is left out of it, with the reason. */
export interface Rehearsal {
  readonly deployment: Deployment;
  readonly way: Way;
  /** The work folder, absolute; it is there and empty. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where moto is, or why the account is left out. */
  readonly account: { readonly moto: string } | { readonly missing: string };
  /** How a control plane is started in a folder, or why clusters are left out. */
  readonly clusters:
    | { start(folder: string, signal: AbortSignal): Promise<ControlPlane> }
    | { readonly missing: string };
  on(event: DeployEvent): void;
  /** Told of each process that is started. */
  started(pid: number): void;
  readonly stopping: AbortSignal;
}

/** Nothing of a rehearsal has to be saved, so a program that does not end is ended, ms. */
const patienceMs = 15_000;

/** A step that is no command: what stands in is started, looked at and ended. */
const timed = async <T>(
  { on }: Pick<Rehearsal, "on">,
  [step, says]: readonly [string, string],
  call: () => Promise<T>,
): Promise<T> => {
  on({ type: "step-begins", step, says, atMs: nowMs() });
  try {
    const result = await call();
    on({ type: "step-ends", step, outcome: "done", atMs: nowMs() });
    return result;
  } catch (error) {
    on({ type: "step-ends", step, outcome: "failed", atMs: nowMs() });
    throw error;
  }
};

const skipped = ({ on }: Rehearsal, step: string, says: string, because: string): void => {
  on({ type: "step-begins", step, says, atMs: nowMs() });
  on({ type: "step-ends", step, outcome: "skipped", because, atMs: nowMs() });
};

const writeFiles = ({ deployment: { files }, folder }: Rehearsal): void => {
  for (const [path, text] of [...files, ...overrides(files)]) {
    makeFolder(dirname(join(folder, path)));
    writeText(join(folder, path), text);
  }
};

/** Ends all that was started, last first. */
class Ends {
  private readonly calls: (() => Promise<void>)[] = [];

  add(call: () => Promise<void>): void {
    this.calls.push(call);
  }

  async all(): Promise<void> {
    for (const call of this.calls.reverse()) await call();
  }
}

interface Act {
  readonly rehearsal: Rehearsal;
  readonly way: Way;
  readonly stage: Stage;
  readonly ends: Ends;
  /** What moto could not do. */
  complaints(): readonly string[];
  /** Ends everything because what stands in has gone. */
  break(because: string): void;
}

const startAccount = async (act: Act, moto: string) => {
  const { rehearsal, stage, ends } = act;
  const { deployment, folder, env } = rehearsal;
  const { region } = deployment;
  const says = "Start the AWS stand-in on loopback, and note what it holds";
  return timed(rehearsal, ["stand-in", says], async () => {
    const standIn = await startStandIn({
      program: moto,
      folder: join(folder, "moto"),
      region,
      env,
      stopping: stage.stopping,
      started: rehearsal.started,
    });
    ends.add(() => standIn.stop());
    standIn.died.addEventListener("abort", () => act.break("the AWS stand-in (moto) has ended"));
    return { standIn, before: await inventory(standIn.moto, region) };
  });
};

const startCluster = async (act: Act, cluster: ClusterPlace) => {
  const { rehearsal, stage, ends } = act;
  if ("missing" in rehearsal.clusters) return;
  const { start } = rehearsal.clusters;
  const { name } = cluster.node;
  const says = `Start a control plane of Kubernetes in place of the cluster "${name}"`;
  const plane = await timed(rehearsal, [`control plane ${name}`, says], () =>
    start(join(rehearsal.folder, `control-plane-${name}`), stage.stopping),
  );
  ends.add(() => plane.stop());
  void plane.broken.then((because) => act.break(because));
  const kubeconfig = readText(plane.kubeconfig) ?? "";
  writeText(join(rehearsal.folder, kubeconfigOf(cluster)), kubeconfig);
};

const nothingLeft = (act: Act, standIn: StandIn, before: readonly string[]): Promise<void> => {
  const { deployment } = act.rehearsal;
  const says = "Ask the stand-in, service by service: nothing may be left";
  return timed(act.rehearsal, ["nothing left in the account", says], async () => {
    const known = new Set(before);
    const after = await inventory(standIn.moto, deployment.region);
    const left = [...after.filter((each) => !known.has(each)), ...standIn.door.eks.left()];
    if (left.length === 0) return;
    throw new Refusal("cloud", `${left.length} things are left after the destroy`, {
      details: left,
    });
  });
};

const performAll = async (act: Act): Promise<void> => {
  const { rehearsal, stage, way } = act;
  const { deployment } = rehearsal;
  const { account, clusters } = rehearsal;
  const here =
    "moto" in account && deployment.hasTerraform
      ? await startAccount(act, account.moto)
      : undefined;
  if (here) act.complaints = () => here.standIn.complaints();
  const inAccount: Stage = here ? { ...stage, env: { ...stage.env, ...here.standIn.env } } : stage;
  if (here) await perform(accountSteps(deployment, way), inAccount);
  else skipped(rehearsal, "account", "Apply the account's resources", missingOf(account));
  if ("missing" in clusters) {
    skipped(rehearsal, "clusters", "Apply the objects to the clusters", clusters.missing);
  } else {
    for (const cluster of deployment.clusters) await startCluster(act, cluster);
    // Nobody told the account's number, so files keep their zeros.
    if (!here) stage.values.set("ACCOUNT", noAccount);
    const own = deployment.clusters.flatMap((each) => [
      ...disksSteps(each),
      ...definitionsSteps(each),
    ]);
    await perform(own, stage);
    await perform(clusterSteps(deployment, way), stage);
  }
  if (here) await perform([noDrift(deployment, way)], inAccount);
  if (!("missing" in clusters)) {
    await perform(
      deployment.clusters.flatMap((each) => deleteSteps(each, way)),
      stage,
    );
  }
  if (!here) return;
  const { hasState } = deployment;
  const ends = destroySteps(deployment, way).filter(({ id }) => id !== "account" && id !== "init");
  await perform(ends, inAccount);
  await removeDeleteMarkers(here.standIn.moto, deployment.region);
  if (hasState) await perform([endOfState(way)], inAccount);
  await nothingLeft(act, here.standIn, here.before);
};

const missingOf = (account: Rehearsal["account"]): string =>
  "missing" in account ? account.missing : "the system stands in no account";

/** What the stand-in could not do may be why a program failed. */
const withComplaints = (error: unknown, act: Act): unknown => {
  const complaints = act.complaints().map((each) => `the stand-in said: ${each}`);
  if (!(error instanceof Refusal) || error.kind !== "cloud" || complaints.length === 0)
    return error;
  const details = [...error.details, ...complaints];
  return new Refusal(error.kind, error.message, { details, cause: error });
};

/**
 * Deploys and destroys a system against what stands in for its cloud, and leaves nothing running.
 * @throws Refusal what went wrong, with what stood in already ended
 */
export const rehearse = async (rehearsal: Rehearsal): Promise<void> => {
  const broken = new AbortController();
  let because: string | undefined;
  const ends = new Ends();
  const act: Act = {
    rehearsal,
    way: { ...rehearsal.way, backendConfig, hasClusters: false },
    ends,
    stage: {
      folder: rehearsal.folder,
      env: rehearsal.env,
      values: new Map(),
      confirm: async () => true,
      on: rehearsal.on,
      started: rehearsal.started,
      stopping: AbortSignal.any([rehearsal.stopping, broken.signal]),
      patienceMs,
      afterStop: "all that was started has ended, and nothing of the rehearsal is left",
    },
    complaints: () => [],
    break(why) {
      because ??= why;
      broken.abort();
    },
  };
  try {
    writeFiles(rehearsal);
    await performAll(act);
  } catch (error) {
    if (rehearsal.stopping.aborted && !(error instanceof Refusal)) {
      throw new Refusal("interrupted", "stopped; nothing of the rehearsal is left", {
        cause: error,
      });
    }
    if (because === undefined || rehearsal.stopping.aborted) throw withComplaints(error, act);
    const says = `${because} in the middle of the rehearsal; all else was ended`;
    throw new Refusal("environment", `${says}, and nothing is left; run it again`, {
      cause: error,
      details: error instanceof Refusal ? [error.message] : [],
    });
  } finally {
    await ends.all();
  }
};
