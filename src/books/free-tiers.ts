import type { Day } from "#plinth/model/day.ts";
import { book } from "./book.ts";

/** The last day on which any account has a free tier; one that is not here goes on. */
const endsOn: Readonly<Record<string, Day>> = {
  // Twelve months for accounts that were made before 2025-07-15; later ones have credits.
  "legacy-12m": "2026-07-14",
};

/** Of which types 750 hours a month were free, all machines together; others have no such list. */
const machineTypes: Readonly<Record<string, readonly string[]>> = {
  "legacy-12m": ["t2.micro", "t3.micro"],
};

/** Which offers of AWS to new accounts have ended. */
export const freeTiers = book({
  name: "free-tiers",
  asOf: "2026-11-21",
  expires: "2027-11-30",
  facts: {
    source: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/free-tier.html",
    endsOn: (tier: string): Day | undefined => endsOn[tier],
    machineTypes: (tier: string): readonly string[] | undefined => machineTypes[tier],
  },
});
