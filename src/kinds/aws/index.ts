import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { knownWord } from "#plinth/model/known-word.ts";
import { cost } from "./cost.ts";
import { type AwsRegion, awsRegions } from "./regions.ts";
import { terraform } from "./terraform.ts";

export interface AwsProps {
  readonly region: AwsRegion;
  /**
   * How many availability zones are used, or which by name. Letters differ from account to account,
   * so a number is the portable way.
   * @default 2
   */
  readonly zones?: number | readonly `${AwsRegion}${"a" | "b" | "c" | "d" | "e" | "f"}`[];
  /** Records who did what to the account. @default none */
  readonly auditLog?: "cloudtrail";
  /**
   * A key of the account's own for logs, alerts and the audit log, so that who reads them is recorded
   * and can be stopped; otherwise the services' own keys. @default none
   */
  readonly recordsEncryption?: "kms";
  /**
   * What the account has besides what is free for all: nothing, the credits of accounts made since
   * July 2025, or the free tier of accounts made before, which ends after a year. Credits are money:
   * a bill does not subtract them.
   * @default "none"
   */
  readonly freeTier?: "none" | "credits-2025" | "legacy-12m";
}

/** An AWS account in one region. */
export const aws = kind<AwsProps>()({
  name: "aws",
  doc: "An AWS account in one region.",
  in: ["system"],
  outputs: ["region"],
  first: "region",
  *valid({ props: { region, zones = 2 } }) {
    yield* knownWord("region", region, Object.keys(awsRegions));
    const count = typeof zones === "number" ? zones : zones.length;
    const offered = awsRegions[region];
    if (!Number.isInteger(count) || count < 1 || count > offered) {
      yield { says: `zones must be 1 to ${offered}, what ${region} offers, not ${count}` };
    }
    for (const zone of typeof zones === "number" ? [] : zones) {
      if (!zone.startsWith(region)) yield { says: `zone ${zone} is not in ${region}` };
    }
  },
  local: () => [{ part: "place" }],
  kubernetes: none("An account is not an object on a cluster."),
  terraform,
  cost,
  behaviour: none("An account does not use a processor."),
  watch: none("An account has no metric of its own."),
});
