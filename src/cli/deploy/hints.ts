import { forgotten, leftOut } from "#plinth/cloud/rehearsal/limits.ts";
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

const standsIn = (hasAccount: boolean, hasClusters: boolean): readonly string[] => [
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
        "disks are objects that nobody writes to, made beforehand for want of a driver",
        "images are not built: the stand-in for ECR keeps no layers, and simulated machines pull none",
        "the door is not asked: the balancer that stands in answers nobody",
      ]
    : []),
];

/** What can be said before anything has begun. */
export const hintsOf = (found: Found, hasAccount: boolean, hasClusters: boolean): Hints => ({
  real: [
    ...programsOf(found),
    ...(hasAccount ? ["Terraform's AWS provider and its S3 backend"] : []),
    ...(hasClusters ? ["Kubernetes' API server, controllers and scheduler"] : []),
  ],
  standsIn: standsIn(hasAccount, hasClusters),
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
