/**
 * What kubectl is told of a job, by `deploy` and by pipelines: words for it, without the cluster. What a
 * Job runs cannot be changed, so one that runs something else now is deleted before objects are applied.
 */
import { appliedAs } from "./applied-as.ts";

/** A Job where it is. */
export interface JobPlace {
  readonly name: string;
  readonly namespace: string;
}

const named = (name: string): string => `--selector=app.kubernetes.io/name=${name}`;

/** Fails where the server would not take it, be it new or there already; changes nothing. */
export const jobFits = ({ name }: JobPlace): readonly string[] => [
  ...["apply", ...appliedAs, "--dry-run=server", "--output=name", named(name)],
];

/** Says something where it is there and has failed: it would not begin again by itself. */
export const jobFailed = ({ name, namespace }: JobPlace): readonly string[] => [
  ...["get", `job/${name}`, `--namespace=${namespace}`, "--ignore-not-found"],
  '--output=jsonpath={.status.conditions[?(@.type=="Failed")].status}',
];

/** With its pods, so that the old one does not run beside the new one. */
export const deleteJob = ({ name, namespace }: JobPlace): readonly string[] => [
  ...["delete", `job/${name}`, `--namespace=${namespace}`, "--ignore-not-found"],
  "--cascade=foreground",
];

/** Waits for it to end in whatever way, then asks whether it ended well: kubectl waits for one thing. */
export const waitForJob = (
  { name, namespace }: JobPlace,
  timeoutS: number,
): readonly (readonly string[])[] => [
  [
    ...["wait", `job/${name}`, `--namespace=${namespace}`],
    ...["--for=jsonpath={.status.conditions}", `--timeout=${timeoutS}s`],
  ],
  // That it is ending is said a moment before how.
  ["wait", `job/${name}`, `--namespace=${namespace}`, "--for=condition=Complete", "--timeout=5s"],
];

/** What its attempts said last. */
export const jobLogs = ({ name, namespace }: JobPlace): readonly string[] => [
  ...["logs", `--namespace=${namespace}`, named(name), "--prefix", "--tail=50"],
];
