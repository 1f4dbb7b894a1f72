import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import type { Ref } from "#plinth/model/ref.ts";

export interface PipelineProps {
  readonly engine: "github-actions";
  /** Where the code is, e.g. `"example/shop"`. */
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
  readonly deploys: readonly Ref<"service", "">[];
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
  *valid({ props: { stages } }) {
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
  cost: none("Minutes of GitHub Actions are billed by GitHub and depend on the plan."),
  behaviour: none("It runs on the machines of GitHub."),
  watch: none("GitHub shows its runs."),
});
