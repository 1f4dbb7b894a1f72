import type { Duration, Size } from "#plinth/model/quantity.ts";

export interface PostgresProps {
  /** The major version. */
  readonly version: number;
  /** The instance class, e.g. `"db.t3.micro"`. */
  readonly instance: `db.${string}.${string}`;
  readonly storage: Size;
  /** @default "gp3" */
  readonly storageType?: "gp2" | "gp3" | "io2";
  /**
   * A second instance in another zone, that has every commit before its client hears of it, and takes
   * over by itself (Multi-AZ). @default false
   */
  readonly standby?: boolean;
  /** How many connections it takes. @default what the instance class has by AWS' formula; here 100 */
  readonly maxConnections?: number;
  readonly backup?: {
    /** How long daily snapshots are kept. */
    readonly retention: Duration;
    /** Back to any moment of that time. @default true, as RDS has it */
    readonly pointInTime?: boolean;
  };
  /** @default true */
  readonly encrypted?: boolean;
  /** Whether connections without TLS are refused (rds.force_ssl). @default true from version 15 on */
  readonly forceTls?: boolean;
  /** An address on the internet. @default false */
  readonly public?: boolean;
}
