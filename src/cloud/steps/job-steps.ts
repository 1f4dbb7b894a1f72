import {
  deleteJob,
  type JobPlace,
  jobFailed,
  jobFits,
  jobLogs,
  waitForJob,
} from "#plinth/outputs/kubernetes/job-commands.ts";
import type { ClusterPlace } from "./cluster-place.ts";
import { kubeconfigOf, kubectl } from "./kubectl.ts";
import { releaseOf } from "./release.ts";
import { run, type Step, value } from "./step.ts";
import { upper, type Way } from "./way.ts";

/** A Job that is there and runs something else cannot be changed, and one that failed stays so. */
export const staleJobStep = (cluster: ClusterPlace, job: JobPlace): Step => {
  const failed = `${upper(job.name)}_FAILED`;
  return {
    id: `stale ${job.name} ${cluster.node.name}`,
    says: `Delete the Job "${job.name}" if it has failed, or would run something else from now on`,
    unless: [
      {
        when: [
          run(kubectl(cluster, ...jobFits(job), "-k", releaseOf(cluster))),
          run(kubectl(cluster, ...jobFailed(job)), { into: failed }),
          run(["test", "-z", value(failed)]),
        ],
        because: "it is not there, or runs what it is to run",
      },
    ],
    deeds: [run(kubectl(cluster, ...deleteJob(job)))],
  };
};

/** Waits until a Job has ended well; whoever needs it is ready then. */
export const jobStep = (cluster: ClusterPlace, job: JobPlace, { rolloutMs }: Way): Step => ({
  id: `job ${job.name} ${cluster.node.name}`,
  says: `Wait until the Job "${job.name}" has ended well`,
  deeds: waitForJob(job, Math.round(rolloutMs / 1_000)).map((words) =>
    run(kubectl(cluster, ...words)),
  ),
  ifItFails:
    `what its pods said: kubectl --kubeconfig=${kubeconfigOf(cluster)} ${jobLogs(job).join(" ")}; ` +
    `when none began: kubectl --kubeconfig=${kubeconfigOf(cluster)} describe ` +
    `--namespace=${job.namespace} job/${job.name}`,
});
