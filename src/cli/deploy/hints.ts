import { forgotten, leftOut } from "#plinth/cloud/rehearsal/limits.ts";
import type { ClusterPlace } from "#plinth/cloud/steps/cluster-place.ts";
import type { CliWorld } from "../cli-world.ts";
import { wrapped } from "../render/wrapped.ts";
import type { Found } from "./found.ts";

/** What is real in a rehearsal, and what is not. */
export interface Hints {
  /** Programs with their versions. */
  readonly real: readonly string[];
  /** One sentence for each thing. */
  readonly standsIn: readonly string[];
}

const programsOf = (found: Found): readonly string[] =>
  [...found].flatMap(([name, looked]) =>
    name === "moto" || "missing" in looked
      ? []
      : [`${looked.program} ${looked.version ?? ""}`.trim()],
  );

/** What would act on objects on a real cluster, and is not there. */
const operatorsOut = (clusters: readonly ClusterPlace[]): readonly string[] => {
  const kinds = clusters.flatMap(({ taught }) =>
    taught.flatMap(({ definitions }) => definitions.map(({ kind }) => kind)),
  );
  if (kinds.length === 0) return [];
  const known = [...new Set(kinds)].join(", ");
  return [
    `kinds by name alone, without a schema, in place of those that K3s and operators bring: ${known}`,
    "no operator runs: no chart is installed, no secret is brought, and no queue is followed",
  ];
};

/** Files have zeros for a number that nobody told. */
const numberOut = (clusters: readonly ClusterPlace[]): readonly string[] =>
  clusters.some(({ inAccount }) => inAccount.length > 0)
    ? ["zeros in place of the account's number in the names of roles, for no account told it"]
    : [];

const standsIn = (
  hasAccount: boolean,
  hasClusters: boolean,
  clusters: readonly ClusterPlace[],
): readonly string[] => [
  ...(hasAccount
    ? [
        "moto, and Plinth for EKS, in place of AWS: what they are told is kept in memory, and nothing runs",
        "what the model protects is not protected here, for a rehearsal ends with nothing left",
        ...leftOut.map(({ type, because }) => `left out: ${type}. ${because}`),
        ...forgotten.map(
          ({ type, argument, because }) => `not compared: ${argument} of ${type}. ${because}`,
        ),
      ]
    : []),
  ...(hasClusters
    ? [
        "simulated machines in place of EC2: a pod is ready as soon as it is placed, and runs no program",
        ...(clusters.some(({ jobs }) => jobs.length > 0)
          ? ["Jobs end well as soon as they begin, and nothing is done by them"]
          : []),
        "disks are objects that nobody writes to, made beforehand for want of a driver",
        "images are not built: the stand-in for ECR keeps no layers, and simulated machines pull none",
        "the door is not asked: the balancer that stands in answers nobody",
        ...operatorsOut(clusters),
        ...(hasAccount ? [] : numberOut(clusters)),
      ]
    : []),
];

/** What can be said before anything has begun. */
export const hintsOf = (
  found: Found,
  hasAccount: boolean,
  hasClusters: boolean,
  clusters: readonly ClusterPlace[],
): Hints => ({
  real: [
    ...programsOf(found),
    ...(hasAccount ? ["Terraform's AWS provider and its S3 backend"] : []),
    ...(hasClusters ? ["Kubernetes' API server, controllers and scheduler"] : []),
  ],
  standsIn: standsIn(hasAccount, hasClusters, clusters),
});

/** Says it, before anything begins. */
export const showHints = (
  name: string,
  { real, standsIn }: Hints,
  { terminal }: CliWorld,
): void => {
  const { columns } = terminal.size();
  terminal.err.line(`rehearsal of ${name}: nothing leaves this machine`);
  for (const line of wrapped("  real       ", real.join(", "), columns)) terminal.err.line(line);
  for (const [i, says] of standsIn.entries()) {
    const beginning = i === 0 ? "  stands in  " : " ".repeat(13);
    for (const line of wrapped(beginning, says, columns)) terminal.err.line(line);
  }
};
