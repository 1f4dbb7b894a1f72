import { freeTiers } from "#plinth/books/free-tiers.ts";
import { defineRule } from "../rule.ts";

export const freeTierEnded = defineRule({
  id: "free-tier-ended",
  severity: "warning",
  why: "What an offer that has ended made free is paid for, and a budget that counts on it is wrong.",
  remedy: "Take it out, or name the offer that the account has.",
  source: freeTiers.facts.source,
  *judge(look) {
    for (const { id, props } of look.of("aws")) {
      const { freeTier = "none" } = props;
      if (freeTier === "none") continue;
      const last = look.read(freeTiers).endsOn(freeTier);
      if (last === undefined || look.day <= last) continue;
      yield {
        on: id,
        says: `freeTier "${freeTier}" ended for the last account on ${last}`,
        instead: 'freeTier: "credits-2025", or none',
      };
    }
  },
  examples: {
    good(s) {
      s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail", freeTier: "credits-2025" });
    },
    bad(s) {
      s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail", freeTier: "legacy-12m" });
    },
    found: ["aws"],
  },
});
