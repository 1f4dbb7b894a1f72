import type { Cpu, Size } from "#plinth/model/quantity.ts";

export interface RabbitmqProps {
  /** The minor version, e.g. `"4.2"`. */
  readonly version: `${number}.${number}`;
  /** How many brokers form the cluster; quorum queues outlive the loss of a minority. @default 1 */
  readonly members?: number;
  /** What each broker keeps its queues on. @default none: they are gone with its pod */
  readonly storage?: Size;
  /** Of each member; memory is asked for in full. @default 200m of a core and 512MiB */
  readonly resources?: {
    readonly cpu?: { readonly request?: Cpu };
    readonly memory?: { readonly limit?: Size };
  };
}
