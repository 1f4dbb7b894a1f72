import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { toMs } from "#plinth/model/quantity.ts";
import { kubernetes } from "./kubernetes.ts";
import type { SecretReaderProps } from "./props.ts";

/** Brings secrets of the account to what uses them on a cluster (External Secrets Operator). */
export const secretReader = kind<SecretReaderProps>()({
  name: "secret-reader",
  doc: "Brings secrets of the account to what uses them on a cluster (External Secrets Operator).",
  in: ["eks", "k3s"],
  outputs: [],
  *valid({ props: { every } }) {
    if (every !== undefined && toMs(every) < 60_000) {
      yield { says: `every "${every}" is under a minute: each look is paid` };
    }
  },
  local: none("Here every copy makes its own secrets, and nothing has to fetch them."),
  kubernetes,
  terraform: none("Its role is a node of its own."),
  cost: none("It reads each secret once an hour: 5 cents for 10,000 times."),
  behaviour: none("Its operator's share of a machine is in the book of the cluster's own pods."),
  watch: none("A secret that cannot be read is seen in the pods that wait for it."),
});
