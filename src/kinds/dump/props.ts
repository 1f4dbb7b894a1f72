import type { Size } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";

export interface DumpProps {
  /** Of all its databases, each read by the role that owns it. */
  readonly of: Ref<"postgres", "">;
  readonly to: Ref<"bucket", "">;
  /** When, each day in UTC, e.g. `"02:30"`. */
  readonly at: `${number}:${number}`;
  /** What may put objects into the bucket; taken on by this node's own service account. */
  readonly role: Ref<"role", "">;
  /** Room on a machine's disk for all dumps of one night. @default "4GiB" */
  readonly scratch?: Size;
}
