import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { knownWord } from "#plinth/model/known-word.ts";
import { zonesOf } from "#plinth/model/lookup.ts";
import { type Size, toMib } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";
import { cost } from "./cost.ts";
import { type Ec2InstanceType, ec2InstanceTypes } from "./instance-types.ts";
import { terraform } from "./terraform.ts";

export interface NodeGroupProps {
  readonly type: Ec2InstanceType;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  /** The machine image, as EKS names AMI types; AL2 has had none since Kubernetes 1.33. */
  readonly image:
    | "AL2_x86_64"
    | "AL2023_x86_64_STANDARD"
    | "AL2023_ARM_64_STANDARD"
    | "BOTTLEROCKET_x86_64"
    | "BOTTLEROCKET_ARM_64";
  readonly disk: { readonly size: Size; readonly type: "gp2" | "gp3" };
  /** What the machines may do in the account. */
  readonly role?: Ref<"role", "">;
  /** @default "private" */
  readonly subnets?: "public" | "private";
  /** @default "on-demand" */
  readonly capacity?: "on-demand" | "spot";
}

/** Machines of one type that a cluster runs on (an EKS managed node group). */
export const nodeGroup = kind<NodeGroupProps>()({
  name: "node-group",
  doc: "Machines of one type that a cluster runs on (an EKS managed node group).",
  in: ["eks"],
  outputs: [],
  *valid({ props: { type, min, max, desired, disk } }) {
    yield* knownWord("type", type, ec2InstanceTypes);
    if (min < 0 || max < 1 || min > max) {
      yield { says: `min ${min} and max ${max} are no range; write 0 <= min <= max` };
    }
    if (desired < min || desired > max) {
      yield { says: `desired ${desired} is not within min ${min} and max ${max}` };
    }
    if (toMib(disk.size) < 20 * 1024) yield { says: `disk ${disk.size} is under EKS' 20GiB` };
  },
  local: (node, system) => [
    { part: "machines", desired: node.props.desired, zones: zonesOf(system, node) },
  ],
  kubernetes: none("Machines join a cluster; they are not applied to it."),
  terraform,
  cost,
  behaviour: none("Capacity by machine comes with `simulate`, which is not built yet."),
  watch: none("Its machines are watched by their cluster, and by CloudWatch through an `alarm`."),
});
