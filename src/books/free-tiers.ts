import type { Day } from "#plinth/model/day.ts";
import { book } from "./book.ts";

/** The last day on which any account has a free tier; one that is not here goes on. */
const endsOn: Readonly<Record<string, Day>> = {
  // Twelve months for accounts that were made before 2025-07-15; later ones have credits.
  "legacy-12m": "2026-07-14",
};

/** Which offers of AWS to new accounts have ended. */
export const freeTiers = book({
  name: "free-tiers",
  asOf: "2026-11-21",
  expires: "2027-11-30",
  facts: {
    source: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/free-tier.html",
    endsOn: (tier: string): Day | undefined => endsOn[tier],
  },
});
