import type { EnvReader, Secret } from "plinth-service-kit/env.ts";
import { type CommonConfig, readCommon } from "plinth-service-kit/program.ts";
import { readToken } from "plinth-service-kit/token.ts";
import type { RateRules } from "./rate-limit.ts";

/** Everything that can be set from outside; README.md has the table. */
export interface Config extends CommonConfig {
  readonly inventoryUrl: string;
  readonly billingUrl: string;
  readonly writeToken: Secret;
  /** How many proxies in front append to X-Forwarded-For; 0: nobody, the socket's peer is the client. */
  readonly trustedHops: number;
  readonly rate: RateRules;
}

export const readConfig = (from: EnvReader): Config => ({
  ...readCommon(from, 3000),
  inventoryUrl: from.httpUrl("INVENTORY_URL"),
  billingUrl: from.httpUrl("BILLING_URL"),
  writeToken: readToken(from),
  trustedHops: from.count("TRUSTED_HOPS", 0, 0, 16),
  rate: {
    perSecond: from.count("RATE_LIMIT", 100, 0, 1_000_000),
    burst: from.count("RATE_BURST", 200, 1, 1_000_000),
  },
});
