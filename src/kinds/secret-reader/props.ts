import type { Duration } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";

export interface SecretReaderProps {
  /** What may read the secrets; taken on by this node's own service account. */
  readonly role: Ref<"role", "">;
  /** How often it looks whether one was replaced. @default "1h" */
  readonly every?: Duration;
}
