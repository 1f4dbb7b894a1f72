/** Every rule, by id. Written by `npm run gen` from the folders beside it. */
import type { Rule } from "./rule.ts";
import { callerAddressTrusted } from "./rules/caller-address-trusted.ts";
import { kubernetesAlive } from "./rules/kubernetes-alive.ts";
import { replicasOrScale } from "./rules/replicas-or-scale.ts";

export const rules: readonly Rule[] = [
  callerAddressTrusted,
  kubernetesAlive,
  replicasOrScale,
];
