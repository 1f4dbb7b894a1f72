import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import type { Ref } from "#plinth/model/ref.ts";
import { type Engine, enginesOf } from "./engines.ts";

export interface PipelineProps {
  /** Who runs it. With more than one, the same pipeline is written for each: run it on one at a time. */
  readonly engine: Engine | readonly [Engine, ...Engine[]];
  /**
   * Where the code is, e.g. `"example/shop"`, on the host of each engine. It must be yours on each: the
   * role of the pipeline lets in whoever owns that path there.
   */
  readonly repository?: `${string}/${string}`;
  readonly on: { readonly push: string };
  /** Whether the pipeline pushes to the cluster, or a controller there pulls from Git. */
  readonly delivery: "push" | "pull";
  /** In order. */
  readonly stages: readonly {
    readonly name: string;
    /** What it does, as the steps of the field call it. */
    readonly does: readonly (
      | "test"
      | "build"
      | "sbom"
      | "scan"
      | "vex"
      | "push"
      | "sign"
      | "attest"
      | "verify"
      | "update-manifests"
      | "deploy"
    )[];
    /** Shortest and longest time that is allowed for, minutes. */
    readonly minutes: readonly [number, number];
  }[];
  /** What is built, pushed and deployed. */
  readonly deploys: readonly Ref<"service" | "job", "">[];
  readonly pushesTo?: Ref<"registry", "">;
  /** What names the image in the manifests: its contents, or a tag that can be moved. */
  readonly pins?: "digest" | "tag";
}

/** How a change gets from Git to the cluster. */
export const pipeline = kind<PipelineProps>()({
  name: "pipeline",
  doc: "How a change gets from Git to the cluster.",
  in: ["system"],
  outputs: [],
  *valid({ props }) {
    const { stages } = props;
    const engines = enginesOf(props);
    if (new Set(engines).size < engines.length || engines.length === 0) {
      yield { says: `engine is [${engines.join(", ")}]; write each engine once, and at least one` };
    }
    if (stages.length === 0) yield { says: "stages is empty; write at least one" };
    for (const { name, minutes } of stages) {
      const [least, most] = minutes;
      if (least < 0 || least > most) {
        yield { says: `stage "${name}" takes ${least} to ${most} minutes, which is no range` };
      }
    }
  },
  local: none("`up` runs what is in the source folders; nothing has to be delivered."),
  kubernetes: none("A pipeline acts on a cluster from outside."),
  terraform: none("Its role is a node of its own, and the account says who vouches for it."),
  cost: none("Minutes of runners are billed by GitHub or GitLab and depend on the plan."),
  behaviour: none("It runs on the machines of GitHub or GitLab."),
  watch: none("GitHub or GitLab shows its runs."),
});
