import { programComplaints, wordsOf } from "#plinth/kinds/service/program.ts";
import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { kubernetes } from "./kubernetes.ts";
import type { JobProps } from "./props.ts";

/** How long it may take to end when it is asked to, s (Kubernetes' default). */
const graceS = 30;

/** A program that runs to its end, such as one that fills a new database. */
export const job = kind<JobProps>()({
  name: "job",
  doc: "A program that runs to its end, such as one that fills a new database.",
  in: ["eks", "k3s", "kubernetes"],
  outputs: [],
  startsAfter: ["env"],
  valid: ({ props }) => programComplaints(props),
  local: ({ props: { command, source, env = {} } }) => [
    {
      part: "workload",
      runsOnce: true,
      ...(command !== undefined && { command: wordsOf(command) }),
      ...(source !== undefined && { source }),
      env,
      ports: [],
      replicas: 1,
      probes: {},
      restartPolicy: "OnFailure",
      terminationGraceS: graceS,
      maxSurge: 0,
      maxUnavailable: 1,
      minReadyS: 0,
    },
  ],
  kubernetes,
  terraform: none("It is an object on a cluster, not a cloud resource."),
  cost: none("It runs on machines that have a price; it has none of its own."),
  behaviour: none("It runs once, and is no part of what callers see."),
  watch: none("Whether it ended well is not in what `synth` writes yet."),
});
