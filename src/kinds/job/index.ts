import { refsIn } from "#plinth/model/edges.ts";
import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import type { Value } from "#plinth/model/ref.ts";

export interface JobProps {
  /** The folder of the program, relative to the project. */
  readonly source?: string;
  /**
   * The words that start it on this machine; a single text goes to the shell.
   * @default what the source folder's package.json names as `main`, run by Bun
   */
  readonly command?: string | readonly string[];
  readonly env?: Readonly<Record<string, Value>>;
}

/** How long it may take to end when it is asked to, s (Kubernetes' default). */
const graceS = 30;

/** A program that runs to its end, such as one that fills a new database. */
export const job = kind<JobProps>()({
  name: "job",
  doc: "A program that runs to its end, such as one that fills a new database.",
  in: ["eks", "k3s", "kubernetes"],
  outputs: [],
  startsAfter: ["env"],
  *valid({ props: { command, source, env } }) {
    if (command === undefined && source === undefined) {
      yield { says: "neither command nor source says what to run; write one" };
    }
    for (const { at, ref } of refsIn(env, "env")) {
      if (ref.output !== "") continue;
      yield { says: `${at} names "${ref.ref}" itself; write an output of it, e.g. its url` };
    }
  },
  local: ({ props: { command, source, env = {} } }) => [
    {
      part: "workload",
      runsOnce: true,
      ...(command !== undefined && {
        command: typeof command === "string" ? ["/bin/sh", "-c", `exec ${command}`] : command,
      }),
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
  kubernetes: none("Its Job is not written yet: it is run on this machine alone."),
  terraform: none("It is an object on a cluster, not a cloud resource."),
  cost: none("It runs on machines that have a price; it has none of its own."),
  behaviour: none("It runs once, and is no part of what callers see."),
  watch: none("Whether it ended well is not in what `synth` writes yet."),
});
