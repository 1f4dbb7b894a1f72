import type { Ref } from "#plinth/model/ref.ts";

export interface DisksProps {
  /**
   * What the driver may do in the account; taken on by `kube-system/ebs-csi-controller-sa`.
   * @default none: on EKS its add-on has one
   */
  readonly role?: Ref<"role", "">;
}
